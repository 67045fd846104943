package dev.pallas.driver.internal.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** Update counts in the forms that JDBC asks for. */
final class UpdateCounts {
    private UpdateCounts() {}

    /** A count that no int can hold is not made smaller than it is: JDBC's word for it is "no information". */
    static int narrow(long count) {
        return count > Integer.MAX_VALUE ? Statement.SUCCESS_NO_INFO : (int) count;
    }

    static int[] narrow(long[] counts) {
        return Arrays.stream(counts).mapToInt(UpdateCounts::narrow).toArray();
    }

    static long[] array(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).toArray();
    }

    /** The counts are those of the statements before the one that failed: none is run after it. */
    static BatchUpdateException failure(SQLException failure, List<Long> counts) {
        return new BatchUpdateException(failure.getMessage(), failure.getSQLState(), 0, array(counts), failure);
    }
}
