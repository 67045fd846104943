package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.AthenaException;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The one place where SQLExceptions are made. The subclass follows from the SQLState, as JDBC 4 wants; the vendor code is always
 * 0, because Athena's error codes are names, not numbers; the message is never shortened.
 */
public final class SqlErrors {
    static final String PARAMETERS_MISSING = "07001";
    static final String NOT_A_QUERY = "07005";
    static final String BAD_INDEX = "07009";
    static final String BAD_CONVERSION = "07006";
    static final String CONNECTION_REFUSED = "08001";
    static final String CONNECTION_CLOSED = "08003";
    static final String NOT_SUPPORTED = "0A000";
    static final String BAD_VALUE = "22023";
    static final String BAD_CURSOR = "24000";
    static final String IN_AUTO_COMMIT = "25000";
    static final String CANNOT_ROLL_BACK = "2D000";
    static final String CANCELLED = "57014";
    static final String GENERAL = "HY000";
    static final String CLOSED = "HY010";
    static final String TIMED_OUT = "HYT00";
    static final String NETWORK_TIMED_OUT = "HYT01";

    private SqlErrors() {}

    /** The SQLException for whatever made a stage of the client fail. */
    public static SQLException translate(Throwable failure) {
        Throwable cause = unwrap(failure);
        if (cause instanceof SQLException already) {
            return already;
        }
        if (cause instanceof AthenaException athena) {
            return of(athena.sqlState(), message(athena), athena.retryable(), athena);
        }
        if (cause instanceof CancellationException) {
            return of(CANCELLED, "The operation was cancelled", false, cause);
        }
        return of(GENERAL, "Unexpected failure in the Athena client: " + cause, false, cause);
    }

    static Throwable unwrap(Throwable failure) {
        var cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    static SQLException of(String sqlState, String message) {
        return of(sqlState, message, false, null);
    }

    static SQLException of(String sqlState, String message, boolean retryable, @Nullable Throwable cause) {
        if (sqlState.equals(TIMED_OUT) || sqlState.equals(NETWORK_TIMED_OUT)) {
            return new SQLTimeoutException(message, sqlState, 0, cause);
        }
        return switch (sqlState.substring(0, 2)) {
            case "08" ->
                retryable
                        ? new SQLTransientConnectionException(message, sqlState, 0, cause)
                        : new SQLNonTransientConnectionException(message, sqlState, 0, cause);
            case "0A" -> new SQLFeatureNotSupportedException(message, sqlState, 0, cause);
            case "22" -> new SQLDataException(message, sqlState, 0, cause);
            case "23" -> new SQLIntegrityConstraintViolationException(message, sqlState, 0, cause);
            case "28" -> new SQLInvalidAuthorizationSpecException(message, sqlState, 0, cause);
            case "40" -> new SQLTransactionRollbackException(message, sqlState, 0, cause);
            case "42" -> new SQLSyntaxErrorException(message, sqlState, 0, cause);
            case "07" -> new SQLNonTransientException(message, sqlState, 0, cause);
            default ->
                retryable
                        ? new SQLTransientException(message, sqlState, 0, cause)
                        : new SQLException(message, sqlState, 0, cause);
        };
    }

    /** A method of JDBC that is not there. */
    static SQLFeatureNotSupportedException unsupported(String feature) {
        return new SQLFeatureNotSupportedException(feature + " is not supported", NOT_SUPPORTED, 0);
    }

    /** A method of JDBC that is not there, and why or what to use in its place. */
    static SQLFeatureNotSupportedException unsupported(String feature, String why) {
        return new SQLFeatureNotSupportedException(feature + " is not supported: " + why, NOT_SUPPORTED, 0);
    }

    static SQLFeatureNotSupportedException readOnlyResult(String method) {
        return unsupported("ResultSet." + method, "a result of Athena is read-only; send INSERT, UPDATE or DELETE");
    }

    static SQLFeatureNotSupportedException forwardOnly() {
        return unsupported(
                "Scrolling",
                "this result is read forward only, with next(); create the statement with"
                        + " ResultSet.TYPE_SCROLL_INSENSITIVE for one that keeps its rows in memory");
    }

    static void checkDirection(int direction, int type) throws SQLException {
        switch (direction) {
            case ResultSet.FETCH_FORWARD -> {}
            case ResultSet.FETCH_REVERSE, ResultSet.FETCH_UNKNOWN -> {
                if (type == ResultSet.TYPE_FORWARD_ONLY) {
                    throw forwardOnly();
                }
            }
            default -> throw of(BAD_VALUE, "There is no fetch direction " + direction);
        }
    }

    static SQLFeatureNotSupportedException generatedKeys() {
        return unsupported(
                "Returning generated keys",
                "Athena has neither identity columns nor sequences; assign the key before the insert, for example a UUID");
    }

    static SQLException ownText(String method) {
        return of(
                CLOSED,
                "PreparedStatement." + method + "(String) is not allowed: the statement has its text; use "
                        + "Connection.createStatement() for another");
    }

    /** Whether it is the statement that Athena does not take, rather than Athena that could not be asked. */
    static boolean isOfTheStatement(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return state.startsWith("42") || state.startsWith("22") || state.startsWith("0A") || state.startsWith("54");
    }

    static SQLException closed(String what) {
        return what.equals("Connection")
                ? of(CONNECTION_CLOSED, "The connection is closed")
                : of(CLOSED, "The " + what + " is closed");
    }

    private static String message(AthenaException failure) {
        var message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
