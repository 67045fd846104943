package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The members of a request, checked as the service checks them. */
record Request(ObjectNode body) {
    /** A member that must be there. */
    String text(String member) {
        var text = optionalText(member);
        if (text == null) {
            throw violation(member, "null", "Member must not be null");
        }
        return text;
    }

    /** A member that must be there, of so many characters. */
    String text(String member, int minimum, int maximum) {
        var text = text(member);
        checkLength(member, text, minimum, maximum);
        return text;
    }

    @Nullable
    String optionalText(String member) {
        var value = body.get(member);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw violation(member, value.toString(), "Member must be a string");
        }
        return value.asText();
    }

    @Nullable
    String optionalText(String member, int minimum, int maximum) {
        var text = optionalText(member);
        if (text != null) {
            checkLength(member, text, minimum, maximum);
        }
        return text;
    }

    int integer(String member, int minimum, int maximum, int otherwise) {
        var value = body.get(member);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.canConvertToInt() || !value.isNumber()) {
            throw violation(member, value.toString(), "Member must be an integer");
        }
        var number = value.asInt();
        if (number < minimum) {
            throw violation(member, value.toString(), "Member must have value greater than or equal to " + minimum);
        }
        if (number > maximum) {
            throw violation(member, value.toString(), "Member must have value less than or equal to " + maximum);
        }
        return number;
    }

    List<String> texts(String member, int minimum, int maximum) {
        var value = body.get(member);
        if (value == null || !value.isArray()) {
            throw violation(member, "null", "Member must not be null");
        }
        if (value.size() < minimum || value.size() > maximum) {
            throw violation(
                    member,
                    value.toString(),
                    "Member must have length less than or equal to " + maximum + " and greater than or equal to "
                            + minimum);
        }
        var texts = new ArrayList<String>();
        value.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** A structure; empty if it is not there. */
    Request structure(String member) {
        var value = body.get(member);
        if (value == null || value.isNull()) {
            return new Request(body.objectNode());
        }
        if (value instanceof ObjectNode structure) {
            return new Request(structure);
        }
        throw violation(member, value.toString(), "Member must be a structure");
    }

    boolean has(String member) {
        return body.hasNonNull(member);
    }

    @Nullable
    JsonNode node(String member) {
        return body.get(member);
    }

    private static void checkLength(String member, String text, int minimum, int maximum) {
        if (text.length() < minimum) {
            throw violation(member, "'" + text + "'", "Member must have length greater than or equal to " + minimum);
        }
        if (text.length() > maximum) {
            var shown = text.length() > 200 ? text.substring(0, 200) + "..." : text;
            throw violation(member, "'" + shown + "'", "Member must have length less than or equal to " + maximum);
        }
    }

    private static RuntimeException violation(String member, String value, String constraint) {
        var name = member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
        return AthenaErrors.invalid("1 validation error detected: Value " + value + " at '" + name
                + "' failed to satisfy constraint: " + constraint);
    }
}
