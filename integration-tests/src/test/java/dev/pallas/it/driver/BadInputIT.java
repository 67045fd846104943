package dev.pallas.it.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.AthenaSettings;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One exception each, with what to do. */
class BadInputIT {

    private static AthenaSettings without(String name) {
        var values = new HashMap<>(Driver.settings().toMap());
        values.remove(name);
        return AthenaSettings.of(values);
    }

    @Test
    void noOutputLocation() {
        try (var driver = Driver.open(without("OutputLocation"))) {
            var failure = driver.failure("SELECT 1");
            assertThat(failure.sqlState()).isEqualTo("08001");
            assertThat(failure.errorCode()).isEqualTo("InvalidRequestException");
            assertThat(failure)
                    .hasMessageContaining("No output location provided")
                    .hasMessageContaining("Set OutputLocation=s3://");
        }
    }

    @Test
    void anOutputLocationThatIsNotThere() {
        try (var driver = Driver.open("OutputLocation", "s3://no-such-bucket/results/")) {
            var failure = driver.failure("SELECT 1");
            assertThat(failure.sqlState()).isEqualTo("08001");
            assertThat(failure).hasMessageContaining("no-such-bucket").hasMessageContaining("Set OutputLocation=s3://");
        }
    }

    @Test
    void anUnreachableEndpoint() {
        try (var driver = Driver.open("AthenaEndpoint", "http://127.0.0.1:1", "NumRetries", "1")) {
            var failure = driver.failure("SELECT 1");
            assertThat(failure.sqlState()).isEqualTo("08001");
            assertThat(failure).hasMessageContaining("http://127.0.0.1:1 cannot be reached");
        }
    }

    @Test
    void anUnreachableS3Endpoint() {
        try (var driver = Driver.open("S3Endpoint", "http://127.0.0.1:1", "NumRetries", "1", "ResultFetcher", "S3");
                var result = driver.result("SELECT 1")) {
            var failure = Driver.failure(result.nextPage());
            assertThat(failure.sqlState()).isEqualTo("08S01");
            assertThat(failure.queryId()).isEqualTo(result.info().queryId());
            assertThat(failure).hasMessageContaining("http://127.0.0.1:1 cannot be reached");
        }
    }

    @Test
    void wrongCredentials() {
        try (var driver = Driver.open("Password", "wr0ng-secret")) {
            var failure = driver.failure("SELECT 1");
            assertThat(failure.sqlState()).isEqualTo("28000");
            assertThat(failure).hasMessageContaining("Check User, Password").hasMessageNotContaining("wr0ng-secret");
        }
    }

    @Test
    void anUnknownWorkGroup() {
        try (var driver = Driver.open("WorkGroup", "nowhere")) {
            var failure = driver.failure("SELECT 1");
            assertThat(failure.sqlState()).isEqualTo("08001");
            assertThat(failure).hasMessageStartingWith("WorkGroup is not found. Check the setting WorkGroup.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM no_such_table          | 42S02 | TABLE_NOT_FOUND       | no_such_table",
                "SELECT * FROM no_such_db.t           | 3F000 | SCHEMA_NOT_FOUND      | no_such_db",
                "SELECT nothing FROM (VALUES 1) t(x)  | 42S22 | COLUMN_NOT_FOUND      | nothing",
                "SELEC 1                              | 42000 | SYNTAX_ERROR          | line 1:1",
                "SELECT 1 / 0                         | 22012 | DIVISION_BY_ZERO      | zero",
                "SELECT CAST('a' AS integer)          | 22018 | INVALID_CAST_ARGUMENT | 'a'",
                "SELECT 1 + 'a'                       | 42804 | TYPE_MISMATCH         | line 1:10"
            })
    void aStatementThatIsWrong(String sql, String sqlState, String code, String message) {
        try (var driver = Driver.open()) {
            var failure = driver.failure(sql);
            assertThat(failure.sqlState()).isEqualTo(sqlState);
            assertThat(failure.errorCode()).isEqualTo(code);
            assertThat(failure).hasMessageContaining(message);
            assertThat(failure.queryId()).isNotNull();
            assertThat(failure.getMessage()).endsWith("[query " + failure.queryId() + "]");
        }
    }
}
