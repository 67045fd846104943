package dev.pallas.local.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The operations of one AWS service that speaks JSON 1.1. Called by many threads. */
public interface JsonService {
    /** What stands before the dot in {@code X-Amz-Target}, such as {@code AmazonAthena}. */
    String targetPrefix();

    /**
     * Runs one operation.
     *
     * @param operation what stands after the dot
     * @return the body of the answer
     * @throws ApiException for the error that the caller shall see
     */
    JsonNode handle(String operation, ObjectNode request, RequestContext context);
}
