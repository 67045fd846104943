package dev.pallas.local.internal.engine;

/** A statement failed in the engine. The message is the engine's own, with {@code line x:y: } where the engine gives a place. */
public class EngineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String errorName;
    private final String errorType;
    private final int errorCode;

    /**
     * @param errorName such as {@code TABLE_NOT_FOUND}
     * @param errorType {@code USER_ERROR}, {@code INTERNAL_ERROR}, {@code INSUFFICIENT_RESOURCES} or {@code EXTERNAL}
     */
    public EngineException(String errorName, String errorType, int errorCode, String message) {
        super(message);
        this.errorName = errorName;
        this.errorType = errorType;
        this.errorCode = errorCode;
    }

    public String errorName() {
        return errorName;
    }

    public String errorType() {
        return errorType;
    }

    public int errorCode() {
        return errorCode;
    }
}
