package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.http.ApiException;
import java.util.List;
import java.util.Map;

/** The errors of the Athena API. */
final class AthenaErrors {
    private AthenaErrors() {}

    static ApiException invalid(String message) {
        return invalid("INVALID_INPUT", message);
    }

    /** @param code the member AthenaErrorCode, such as {@code MALFORMED_QUERY} */
    static ApiException invalid(String code, String message) {
        // the service tells the code under both names
        return new ApiException(
                400, "InvalidRequestException", message, Map.of("AthenaErrorCode", code, "ErrorCode", code));
    }

    /** @param violations what is wrong with the request, at least one */
    static ApiException violations(List<String> violations) {
        return invalid(violations.size() + (violations.size() == 1 ? " validation error" : " validation errors")
                + " detected: " + String.join("; ", violations));
    }

    /** The catalog has no such thing. */
    static ApiException metadata(String message) {
        return new ApiException(400, "MetadataException", message);
    }

    static ApiException notFound(String resource, String message) {
        return new ApiException(400, "ResourceNotFoundException", message, Map.of("ResourceName", resource));
    }

    static ApiException unknownOperation(String operation) {
        return new ApiException(400, "UnknownOperationException", "Athena has no operation " + operation + ".");
    }
}
