package dev.pallas.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.AthenaException;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "42S02, false, SQLSyntaxErrorException",
        "28000, false, SQLInvalidAuthorizationSpecException",
        "08001, false, SQLNonTransientConnectionException",
        "08006, true, SQLTransientConnectionException",
        "22003, false, SQLDataException",
        "40001, true, SQLTransactionRollbackException",
        "HYT00, false, SQLTimeoutException",
        "0A000, false, SQLFeatureNotSupportedException",
        "53000, true, SQLTransientException",
        "HY000, false, SQLException",
    })
    void chooseTheClassByTheState(String state, boolean retryable, String expected) {
        var failure = new AthenaException("what Athena said", state, "CODE", "q1", retryable, null);

        var translated = SqlErrors.translate(new CompletionException(failure));

        assertThat(translated.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(translated.getSQLState()).isEqualTo(state);
        assertThat(translated.getErrorCode()).isZero();
        assertThat(translated.getMessage()).isEqualTo("what Athena said");
        assertThat(translated.getCause()).isSameAs(failure);
    }

    @Test
    void nameWhatIsUnexpected() {
        assertThat(SqlErrors.translate(new IllegalStateException("boom")).getMessage())
                .contains("IllegalStateException: boom");
        assertThat(SqlErrors.translate(new CancellationException()).getSQLState())
                .isEqualTo("57014");
        var already = new SQLException("x");
        assertThat(SqlErrors.translate(already) == already).isTrue();
    }
}
