package dev.pallas.local.internal.glue;

import dev.pallas.local.internal.http.ApiException;
import java.util.List;

/** The errors of the catalog, by the names of the Glue API. */
final class GlueErrors {
    private GlueErrors() {}

    static ApiException notFound(String message) {
        return new ApiException(400, "EntityNotFoundException", message);
    }

    static ApiException exists(String message) {
        return new ApiException(400, "AlreadyExistsException", message);
    }

    static ApiException invalid(String message) {
        return new ApiException(400, "InvalidInputException", message);
    }

    /** A request that is wrong in itself. */
    static ApiException violations(List<String> violations) {
        return new ApiException(
                400,
                "ValidationException",
                violations.size() + (violations.size() == 1 ? " validation error" : " validation errors")
                        + " detected: " + String.join("; ", violations));
    }

    static ApiException concurrent(String message) {
        return new ApiException(400, "ConcurrentModificationException", message);
    }
}
