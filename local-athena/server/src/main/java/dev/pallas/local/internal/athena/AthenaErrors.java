package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.http.ApiException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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

    /** The catalog has no such thing, told with what clients read the reason from: the error of the service that keeps the catalog. */
    static ApiException metadata(String message) {
        return new ApiException(
                400,
                "MetadataException",
                message
                        + " (Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException; Request ID: "
                        + UUID.randomUUID() + "; Proxy: null)");
    }

    static ApiException notFound(String resource, String message) {
        return new ApiException(400, "ResourceNotFoundException", message, Map.of("ResourceName", resource));
    }

    static ApiException unknownOperation(String operation) {
        return new ApiException(400, "UnknownOperationException", "Athena has no operation " + operation + ".");
    }
}
