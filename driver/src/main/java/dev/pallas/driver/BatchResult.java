package dev.pallas.driver;

import java.util.List;

/**
 * The end of a batch.
 *
 * @param updateCounts the number of rows written for each row of parameters, in their order; {@link #UNKNOWN} where rows of parameters that
 *     were put into one statement wrote more rows than there are of them
 * @param statements the statements that wrote, in order; fewer than the rows where rows were folded
 */
public record BatchResult(List<Long> updateCounts, List<QueryInfo> statements) {
    /** The row of parameters was applied, and Athena did not tell how many rows it wrote: JDBC's {@code SUCCESS_NO_INFO}. */
    public static final long UNKNOWN = -2;

    public BatchResult {
        updateCounts = List.copyOf(updateCounts);
        statements = List.copyOf(statements);
    }
}
