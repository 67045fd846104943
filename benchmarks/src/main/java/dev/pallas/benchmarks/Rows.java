package dev.pallas.benchmarks;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows that the engine makes up, of four columns and about a hundred bytes, and their reading through JDBC. */
final class Rows {
    private Rows() {}

    /** A query of so many thousand rows. */
    static String query(int thousands) {
        return "SELECT 1000 * a + b AS id, 'a customer of the shop, number ' || CAST(a AS varchar) AS name,"
                + " CAST(b AS double) / 4 AS amount, date_add('second', b, TIMESTAMP '2024-01-01 00:00:00.000') AS moment"
                + " FROM UNNEST(sequence(0, " + (thousands - 1) + ")) AS t(a)"
                + " CROSS JOIN UNNEST(sequence(1, 1000)) AS u(b)";
    }

    /** Reads each cell of a result of {@link #query}; the number of rows. */
    static long read(ResultSet result) throws SQLException {
        var rows = 0L;
        var ids = 0L;
        while (result.next()) {
            rows++;
            ids += result.getLong(1);
            if (result.getString(2) == null || result.getDouble(3) == 0 || result.getTimestamp(4) == null) {
                throw new IllegalStateException("Row " + rows + " lacks something");
            }
        }
        return check(rows, ids);
    }

    /** The number of rows, when the sum of their ids is right. */
    static long check(long rows, long ids) {
        Check.equal(rows * (rows + 1) / 2, ids);
        return rows;
    }
}
