package dev.pallas.dialect.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What queries took.
 *
 * @param queries how many Athena ran
 * @param bytesScanned what they scanned
 * @param bytesBilled the same with the least that Athena bills a query
 */
public record QueryCost(long queries, long bytesScanned, long bytesBilled) {
    /** Nothing. */
    public static final QueryCost NONE = new QueryCost(0, 0, 0);

    /** The least that Athena bills a query that scans anything: 10 MB. */
    static final long MINIMUM = 10L << 20;

    private static final BigDecimal TERABYTE = BigDecimal.valueOf(1L << 40);
    private static final int CENTS_OF_A_MICRODOLLAR = 8;

    /** Of some queries together: what is billed is exact for one, and for several that scanned about the same. */
    public static QueryCost of(long queries, long bytesScanned) {
        return new QueryCost(queries, bytesScanned, bytesScanned == 0 ? 0 : Math.max(bytesScanned, queries * MINIMUM));
    }

    /** Both together. */
    public QueryCost plus(QueryCost other) {
        return new QueryCost(
                queries + other.queries, bytesScanned + other.bytesScanned, bytesBilled + other.bytesBilled);
    }

    /** What was taken since {@code earlier}. */
    public QueryCost minus(QueryCost earlier) {
        return new QueryCost(
                queries - earlier.queries, bytesScanned - earlier.bytesScanned, bytesBilled - earlier.bytesBilled);
    }

    /**
     * An estimate in dollars: the bill also knows reserved capacity, failed and cancelled queries, and S3.
     *
     * @param dollarsPerTerabyte Athena's price, such as 5
     * @return rounded up to a hundred-millionth
     */
    public BigDecimal dollars(BigDecimal dollarsPerTerabyte) {
        return dollarsPerTerabyte
                .multiply(BigDecimal.valueOf(bytesBilled))
                .divide(TERABYTE, CENTS_OF_A_MICRODOLLAR, RoundingMode.CEILING);
    }
}
