package dev.pallas.driver;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in Athena, in S3 or with a value, and what to do. The message holds Athena's own words in full and the query
 * id; no secret is ever part of it.
 */
public class AthenaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sqlState;
    private final @Nullable String errorCode;
    private final @Nullable String queryId;
    private final boolean retryable;

    public AthenaException(
            String message,
            String sqlState,
            @Nullable String errorCode,
            @Nullable String queryId,
            boolean retryable,
            @Nullable Throwable cause) {
        super(message, cause);
        this.sqlState = Objects.requireNonNull(sqlState, "sqlState");
        this.errorCode = errorCode;
        this.queryId = queryId;
        this.retryable = retryable;
    }

    /**
     * The exception inside what a future reports: futures put a {@link java.util.concurrent.CompletionException} or
     * {@link java.util.concurrent.ExecutionException} around it.
     *
     * @return the AthenaException, or one (SQLState HY000) around a failure that is none, such as a cancellation
     */
    public static AthenaException of(Throwable failure) {
        var current = failure;
        while (!(current instanceof AthenaException) && current.getCause() != null) {
            current = current.getCause();
        }
        return current instanceof AthenaException known
                ? known
                : new AthenaException(String.valueOf(failure), "HY000", null, null, false, failure);
    }

    /** The SQLState, five characters; never null. */
    public String sqlState() {
        return sqlState;
    }

    /**
     * The engine's error name ({@code TABLE_NOT_FOUND}, {@code SYNTAX_ERROR}, ...) or the name of the service's exception
     * ({@code InvalidRequestException}); {@code null} when it came from neither.
     */
    public @Nullable String errorCode() {
        return errorCode;
    }

    /** The query execution id; {@code null} when no query had been started. */
    public @Nullable String queryId() {
        return queryId;
    }

    /** Whether Athena says that the same statement may succeed when it is run again. */
    public boolean retryable() {
        return retryable;
    }
}
