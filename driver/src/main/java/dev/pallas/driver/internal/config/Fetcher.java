package dev.pallas.driver.internal.config;

/** Where the rows of a result are read. */
public enum Fetcher {
    /** GetQueryResults for a small result; a larger one from S3 where that may be read, and page by page otherwise. */
    AUTO("auto"),
    S3("S3"),
    API("GetQueryResults");

    private final String settingValue;

    Fetcher(String settingValue) {
        this.settingValue = settingValue;
    }

    public String settingValue() {
        return settingValue;
    }
}
