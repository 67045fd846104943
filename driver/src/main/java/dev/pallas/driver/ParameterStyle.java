package dev.pallas.driver;

/** How the values of parameters reach Athena. */
public enum ParameterStyle {
    /** As literals in the text, which works for every statement and for values of any length that the text may have. */
    LITERALS("literals"),
    /**
     * As ExecutionParameters where Athena takes them, so that runs with different values have one text: in SELECT, INSERT INTO,
     * CREATE TABLE AS and UNLOAD, for values whose literal has at most 1024 characters. Otherwise as literals.
     */
    EXECUTION_PARAMETERS("ExecutionParameters");

    private final String settingValue;

    ParameterStyle(String settingValue) {
        this.settingValue = settingValue;
    }

    /** The value of the setting {@code ParameterStyle}. */
    public String settingValue() {
        return settingValue;
    }
}
