package dev.pallas.dialect.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.JDBCException;
import org.hibernate.QueryTimeoutException;
import org.hibernate.exception.AuthException;
import org.hibernate.exception.DataException;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.exception.LockAcquisitionException;
import org.hibernate.exception.SQLGrammarException;
import org.hibernate.exception.spi.SQLExceptionConversionDelegate;
import org.hibernate.internal.util.JdbcExceptionHelper;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's exception for an Athena error. SQLState decides; where it says nothing, the name of the engine's error does, which every
 * Athena message starts with ({@code TABLE_NOT_FOUND: line 1:15: ...}). What is in no row stays a {@code GenericJDBCException}: Athena was short of
 * something, or is broken.
 */
public final class AthenaErrors implements SQLExceptionConversionDelegate {
    /** The first row whose states start the error's, or whose names have it, is taken. */
    private static final List<Kind> KINDS = List.of(
            // lost a race to commit an Iceberg table: may succeed when it is run again
            new Kind(
                    LockAcquisitionException::new,
                    Set.of("40"),
                    Set.of("ICEBERG_COMMIT_ERROR", "TRANSACTION_CONFLICT", "CONCURRENT_MODIFICATION")),
            new Kind(
                    QueryTimeoutException::new,
                    Set.of("HYT00", "57014"),
                    Set.of("EXCEEDED_TIME_LIMIT", "EXCEEDED_CPU_LIMIT", "QUERY_TIMEOUT", "USER_CANCELED")),
            new Kind(
                    AuthException::new,
                    Set.of("28", "42501"),
                    Set.of("PERMISSION_DENIED", "ACCESS_DENIED", "HIVE_ACCESS_DENIED")),
            new Kind(JDBCConnectionException::new, Set.of("08"), Set.of()),
            new Kind(
                    DataException::new,
                    Set.of("22", "21"),
                    Set.of(
                            "DIVISION_BY_ZERO",
                            "NUMERIC_VALUE_OUT_OF_RANGE",
                            "INVALID_CAST_ARGUMENT",
                            "INVALID_FUNCTION_ARGUMENT",
                            "SUBQUERY_MULTIPLE_ROWS",
                            "MERGE_TARGET_ROW_MULTIPLE_MATCHES",
                            "CONSTRAINT_VIOLATION",
                            "HIVE_BAD_DATA",
                            "ICEBERG_BAD_DATA")),
            new Kind(
                    SQLGrammarException::new,
                    Set.of("42", "3F", "3D", "0A"),
                    Set.of(
                            "SYNTAX_ERROR",
                            "TABLE_NOT_FOUND",
                            "COLUMN_NOT_FOUND",
                            "SCHEMA_NOT_FOUND",
                            "CATALOG_NOT_FOUND",
                            "FUNCTION_NOT_FOUND",
                            "TYPE_NOT_FOUND",
                            "TYPE_MISMATCH",
                            "AMBIGUOUS_NAME",
                            "DUPLICATE_COLUMN_NAME",
                            "MISMATCHED_COLUMN_ALIASES",
                            "MISSING_COLUMN_NAME",
                            "INVALID_LITERAL",
                            "NOT_SUPPORTED")));

    private interface Made {
        JDBCException of(String message, SQLException cause, String sql);
    }

    private record Kind(Made exception, Set<String> states, Set<String> names) {
        boolean has(@Nullable String state, String name) {
            return (state != null && states.stream().anyMatch(state::startsWith)) || names.contains(name);
        }
    }

    @Override
    public @Nullable JDBCException convert(SQLException cause, String message, String sql) {
        var state = JdbcExceptionHelper.extractSqlState(cause);
        var name = errorName(cause);
        return KINDS.stream()
                .filter(kind -> kind.has(state, name))
                .findFirst()
                .map(kind -> kind.exception.of(withAdvice(message, cause), cause, sql))
                .orElse(null);
    }

    /** What the engine says of these helps nobody. */
    private static String withAdvice(String message, SQLException cause) {
        var text = cause.getMessage();
        if (text == null) {
            return message;
        }
        if (text.contains("Given correlated subquery is not supported")
                || text.contains("from outer scope not allowed in this context")) {
            return message + ". " + Refusals.CORRELATED_SUBQUERY;
        }
        return text.contains("Modifying Hive table rows") ? message + ". " + Refusals.INSERT_ONLY_TABLE : message;
    }

    private static String errorName(SQLException cause) {
        var text = cause.getMessage();
        if (text == null) {
            return "";
        }
        var colon = text.indexOf(':');
        return colon < 0 ? "" : text.substring(0, colon).strip().toUpperCase(Locale.ROOT);
    }
}
