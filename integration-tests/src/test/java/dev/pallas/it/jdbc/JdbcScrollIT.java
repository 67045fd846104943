package dev.pallas.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.ResultFetcher;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scrolling through results of many pages. */
class JdbcScrollIT {
    private static final int ROWS = 50_000;

    @ParameterizedTest
    @EnumSource(ResultFetcher.class)
    void eachRowIsFoundAgain(ResultFetcher fetcher) throws SQLException {
        var properties = new Properties();
        properties.setProperty("ResultFetcher", fetcher.settingValue());
        properties.setProperty("FetchSize", "900");
        try (var connection = DriverManager.getConnection(JdbcDatabase.server().jdbcUrl(), properties);
                var statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                // UNLOAD writes in the order that its writers like
                var rows = statement.executeQuery(
                        "SELECT a * 1000 + b + 1 AS n, 'row ' || CAST(a * 1000 + b + 1 AS varchar)"
                                + " FROM UNNEST(sequence(0, " + (ROWS / 1000 - 1)
                                + ")) x(a) CROSS JOIN UNNEST(sequence(0, 999)) y(b) ORDER BY 1")) {
            assertThat(rows.absolute(1234)).isTrue();
            var there = rows.getInt(1);
            assertThat(rows.last()).isTrue();
            assertThat(rows.getRow()).isEqualTo(ROWS);
            var sum = 0L;
            do {
                sum += rows.getInt(1);
                assertThat(rows.getString(2)).isEqualTo("row " + rows.getInt(1));
            } while (rows.previous());
            assertThat(sum).isEqualTo(ROWS * (ROWS + 1L) / 2);
            assertThat(rows.absolute(1234 - ROWS - 1)).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(there);
            if (fetcher != ResultFetcher.UNLOAD) {
                assertThat(there).isEqualTo(1234);
            }
        }
    }
}
