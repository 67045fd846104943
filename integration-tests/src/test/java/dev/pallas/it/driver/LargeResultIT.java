package dev.pallas.it.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results of many pages. */
class LargeResultIT {
    private static final int ROWS = 100_000;

    @ParameterizedTest
    @CsvSource({"auto, 0", "S3, 0", "S3, 1000", "GetQueryResults, 0"})
    void everyRowComesOnceAndInOrder(String fetcher, int fetchSize) {
        try (var driver = Driver.open("ResultFetcher", fetcher, "FetchSize", String.valueOf(fetchSize));
                var result = driver.result(
                        "SELECT a * 1000 + b AS n, 'row \"' || CAST(a * 1000 + b AS varchar) || '\", of many' AS s"
                                + " FROM UNNEST(sequence(0, ?)) x(a) CROSS JOIN UNNEST(sequence(0, 999)) y(b) ORDER BY 1",
                        ROWS / 1000 - 1)) {
            var expected = 0;
            for (var page = Driver.await(result.nextPage()); page.isPresent(); page = Driver.await(result.nextPage())) {
                if (fetchSize > 0) {
                    assertThat(page.get().rowCount()).isLessThanOrEqualTo(fetchSize);
                }
                for (var row = 0; row < page.get().rowCount(); row++, expected++) {
                    assertThat(page.get().get(row, 0, Integer.class)).isEqualTo(expected);
                    assertThat(page.get().text(row, 1)).isEqualTo("row \"" + expected + "\", of many");
                }
            }
            assertThat(expected).isEqualTo(ROWS);
        }
    }
}
