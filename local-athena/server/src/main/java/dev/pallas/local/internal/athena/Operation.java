package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;

/** One operation of the API. */
@FunctionalInterface
interface Operation {
    JsonNode answer(Request request);
}
