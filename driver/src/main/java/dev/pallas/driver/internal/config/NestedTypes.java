package dev.pallas.driver.internal.config;

/** Where the types inside arrays, maps and rows come from. */
public enum NestedTypes {
    EXPLAIN("explain"),
    NONE("none");

    private final String settingValue;

    NestedTypes(String settingValue) {
        this.settingValue = settingValue;
    }

    String settingValue() {
        return settingValue;
    }
}
