package dev.pallas.local.internal.sql;

/** A statement that Athena does not take at all, however it is spelled, or text that is not one statement. */
public class UnsupportedStatementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnsupportedStatementException(String message) {
        super(message);
    }
}
