package dev.pallas.driver;

/** Where the rows of a result are read. */
public enum ResultFetcher {
    /** GetQueryResults for a small result; a larger one from S3 where that may be read, and page by page otherwise. */
    AUTO("auto"),
    /** The result object in S3, by ranges that are read ahead. */
    S3("S3"),
    /** GetQueryResults, 1000 rows a call. */
    GET_QUERY_RESULTS("GetQueryResults"),
    /**
     * Parquet files that the query, wrapped in UNLOAD, writes under the output location: lossless for arrays, maps and rows. The order of
     * rows is not kept, so a query with ORDER BY is read as by {@link #AUTO}, and so are statements that are no queries; see
     * {@link QueryResult#fallback()}.
     */
    UNLOAD("unload");

    private final String settingValue;

    ResultFetcher(String settingValue) {
        this.settingValue = settingValue;
    }

    /** The value of the setting {@code ResultFetcher}. */
    public String settingValue() {
        return settingValue;
    }
}
