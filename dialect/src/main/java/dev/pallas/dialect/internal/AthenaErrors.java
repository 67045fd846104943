package dev.pallas.dialect.internal;

import java.sql.SQLException;
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
 * Athena message starts with ({@code TABLE_NOT_FOUND: line 1:15: ...}).
 */
public final class AthenaErrors implements SQLExceptionConversionDelegate {
    private static final Set<String> GRAMMAR = Set.of(
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
            "NOT_SUPPORTED");
    private static final Set<String> DATA = Set.of(
            "DIVISION_BY_ZERO",
            "NUMERIC_VALUE_OUT_OF_RANGE",
            "INVALID_CAST_ARGUMENT",
            "INVALID_FUNCTION_ARGUMENT",
            "INVALID_LITERAL",
            "SUBQUERY_MULTIPLE_ROWS");
    private static final Set<String> CONFLICT = Set.of("ICEBERG_COMMIT_ERROR", "TRANSACTION_CONFLICT");
    private static final Set<String> TIMEOUT = Set.of("EXCEEDED_TIME_LIMIT", "EXCEEDED_CPU_LIMIT");

    @Override
    public @Nullable JDBCException convert(SQLException cause, String message, String sql) {
        var state = JdbcExceptionHelper.extractSqlState(cause);
        if (state != null) {
            if (state.equals("40001")) {
                return new LockAcquisitionException(message, cause, sql);
            }
            if (state.equals("HYT00") || state.equals("57014")) {
                return new QueryTimeoutException(message, cause, sql);
            }
            if (state.startsWith("42")) {
                return new SQLGrammarException(withAdvice(message, cause), cause, sql);
            }
            if (state.startsWith("22")) {
                return new DataException(message, cause, sql);
            }
            if (state.startsWith("28")) {
                return new AuthException(message, cause, sql);
            }
            if (state.startsWith("08")) {
                return new JDBCConnectionException(message, cause, sql);
            }
        }
        var name = errorName(cause);
        if (GRAMMAR.contains(name)) {
            return new SQLGrammarException(withAdvice(message, cause), cause, sql);
        }
        if (DATA.contains(name)) {
            return new DataException(message, cause, sql);
        }
        if (CONFLICT.contains(name)) {
            return new LockAcquisitionException(message, cause, sql);
        }
        return TIMEOUT.contains(name) ? new QueryTimeoutException(message, cause, sql) : null;
    }

    /** What the engine says of a correlated subquery helps nobody. */
    private static String withAdvice(String message, SQLException cause) {
        var text = cause.getMessage();
        var correlated = text != null
                && (text.contains("Given correlated subquery is not supported")
                        || text.contains("from outer scope not allowed in this context"));
        return correlated ? message + ". " + Refusals.CORRELATED_SUBQUERY : message;
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
