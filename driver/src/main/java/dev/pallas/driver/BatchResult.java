package dev.pallas.driver;

import java.util.List;

/**
 * The end of a batch.
 *
 * @param updateCounts the number of rows written for each row of parameters, in their order
 * @param statements the statements that were run, in order; fewer than the rows where rows were folded
 */
public record BatchResult(List<Long> updateCounts, List<QueryInfo> statements) {
    public BatchResult {
        updateCounts = List.copyOf(updateCounts);
        statements = List.copyOf(statements);
    }
}
