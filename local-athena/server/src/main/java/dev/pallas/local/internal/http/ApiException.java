package dev.pallas.local.internal.http;

import java.util.Map;

/** An error that the caller of the API sees. */
public class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final String type;

    @SuppressWarnings("serial") // an unmodifiable map of strings
    private final Map<String, String> fields;

    public ApiException(int httpStatus, String type, String message) {
        this(httpStatus, type, message, Map.of());
    }

    /**
     * @param type the name of the error's shape, such as {@code InvalidRequestException}
     * @param fields further members of the error, such as {@code AthenaErrorCode}
     */
    public ApiException(int httpStatus, String type, String message, Map<String, String> fields) {
        super(message);
        this.httpStatus = httpStatus;
        this.type = type;
        this.fields = Map.copyOf(fields);
    }

    public int httpStatus() {
        return httpStatus;
    }

    public String type() {
        return type;
    }

    public Map<String, String> fields() {
        return fields;
    }
}
