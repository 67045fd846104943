package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of a request that {@link dev.pallas.local.internal.athena.input.Inputs} has checked. */
record Request(ObjectNode body) {
    /** A member that must be there. */
    String text(String member) {
        return body.required(member).asText();
    }

    @Nullable
    String optionalText(String member) {
        var value = body.get(member);
        return value == null ? null : value.asText();
    }

    String text(String member, String otherwise) {
        return body.path(member).asText(otherwise);
    }

    int integer(String member, int otherwise) {
        return body.path(member).asInt(otherwise);
    }

    boolean flag(String member) {
        return body.path(member).asBoolean(false);
    }

    /** The texts of a list; empty if it is not there. */
    List<String> texts(String member) {
        var texts = new ArrayList<String>();
        body.path(member).forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** A structure; empty if it is not there. */
    Request structure(String member) {
        return body.get(member) instanceof ObjectNode structure
                ? new Request(structure)
                : new Request(body.objectNode());
    }

    boolean has(String member) {
        return body.has(member);
    }

    @Nullable
    JsonNode node(String member) {
        return body.get(member);
    }
}
