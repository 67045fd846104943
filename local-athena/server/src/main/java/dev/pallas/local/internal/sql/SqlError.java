package dev.pallas.local.internal.sql;

/**
 * A statement cannot run. The message is what Athena's user reads after the name of the error.
 *
 * <p>Not to be confused with a refusal at the door ({@link UnsupportedStatementException}): this one makes a query that started fail.
 */
public class SqlError extends Exception {
    private static final long serialVersionUID = 1L;

    private final String errorName;

    /** @param errorName such as {@code SYNTAX_ERROR} */
    public SqlError(String errorName, String message) {
        super(message);
        this.errorName = errorName;
    }

    public String errorName() {
        return errorName;
    }

    /** The error at a place in the statement; line and column count from 1. */
    public static SqlError at(String errorName, int line, int column, String message) {
        return new SqlError(errorName, "line " + line + ":" + column + ": " + message);
    }

    public static SqlError syntax(int line, int column, String message) {
        return at("SYNTAX_ERROR", line, column, message);
    }

    /** A mistake that shows only when the statement is looked at as a whole. */
    public static SqlError semantic(String message) {
        return new SqlError("FAILED", "SemanticException " + message);
    }

    /** What Athena's users write and this server does not do. */
    public static SqlError notSupported(String message) {
        return new SqlError("NOT_SUPPORTED", message);
    }
}
