package dev.pallas.reactive;

import dev.pallas.driver.AthenaException;
import io.vertx.sqlclient.DatabaseException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in Athena, in S3 or with a value, and what to do. The message holds Athena's own words in full and the query
 * id. {@link #getErrorCode()} is always 0: Athena names its errors, see {@link #getAthenaErrorCode()}.
 */
public class AthenaDatabaseException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String athenaErrorCode;
    private final @Nullable String queryId;
    private final boolean retryable;

    /** The same failure as Vert.x's kind of exception; the original is the cause of its cause. */
    public AthenaDatabaseException(AthenaException failure) {
        super(
                message(failure),
                0,
                failure.sqlState(),
                new SQLException(message(failure), failure.sqlState(), 0, failure));
        this.athenaErrorCode = failure.errorCode();
        this.queryId = failure.queryId();
        this.retryable = failure.retryable();
    }

    /** A failure of the client's own finding: nothing was asked of Athena. */
    public AthenaDatabaseException(String message, String sqlState) {
        super(message, 0, sqlState);
        this.athenaErrorCode = null;
        this.queryId = null;
        this.retryable = false;
    }

    private static String message(AthenaException failure) {
        var message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }

    /**
     * The engine's error name ({@code TABLE_NOT_FOUND}, {@code SYNTAX_ERROR}, ...) or the name of the service's exception
     * ({@code InvalidRequestException}); {@code null} when it came from neither.
     */
    public @Nullable String getAthenaErrorCode() {
        return athenaErrorCode;
    }

    /** The query execution id; {@code null} when no query had been started. */
    public @Nullable String getQueryId() {
        return queryId;
    }

    /** Whether Athena says that the same statement may succeed when it is run again. */
    public boolean isRetryable() {
        return retryable;
    }
}
