package dev.pallas.reactive.internal;

import dev.pallas.driver.AthenaException;
import dev.pallas.reactive.AthenaDatabaseException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Failures of the driver as failures of the Vert.x SQL client. */
final class Errors {
    /** invalid transaction termination */
    static final String CANNOT_ROLL_BACK = "2D000";

    /** invalid transaction state */
    static final String IN_TRANSACTION = "25001";

    static final String CONNECTION_CLOSED = "08003";
    static final String CURSOR_CLOSED = "24000";
    static final String NO_QUERY = "26000";
    static final String BAD_VALUE = "22023";
    static final String BAD_CONVERSION = "07006";
    static final String NOT_JSON = "22032";
    static final String RESULT_TOO_LARGE = "54000";

    private Errors() {}

    static AthenaDatabaseException of(AthenaException failure) {
        return new AthenaDatabaseException(failure);
    }

    /** What a completion stage failed with, as a caller of the Vert.x SQL client expects it. */
    static Throwable of(Throwable failure) {
        var cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof AthenaException athena ? of(athena) : cause;
    }
}
