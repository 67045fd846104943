package dev.pallas.local.internal.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.http.ApiException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a member of a request may be. The words of the messages are the service's: a value of the wrong JSON type ends the reading at once,
 * everything else that is wrong is told together.
 */
public sealed interface Shape {
    /** How the protocol writes what JSON has no number for. */
    Set<String> SPECIAL_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

    /**
     * Reads a value.
     *
     * @param path of the member, as the messages write it
     * @param violations takes what is wrong with the value
     * @return the value without what the service ignores: members that it does not know, and null
     * @throws ApiException a SerializationException if the value has the wrong JSON type
     */
    JsonNode read(String path, JsonNode value, List<String> violations);

    /** A text; 0 for a length without a limit. */
    record Text(int minimum, int maximum, @Nullable Pattern pattern, List<String> values) implements Shape {
        @Override
        public JsonNode read(String path, JsonNode value, List<String> violations) {
            if (!value.isTextual()) {
                throw mismatch(value, "a String");
            }
            var text = value.asText();
            if (minimum > text.length()) {
                violations.add(violation(path, "Member must have length greater than or equal to " + minimum));
            }
            if (maximum > 0 && text.length() > maximum) {
                violations.add(violation(path, "Member must have length less than or equal to " + maximum));
            }
            if (pattern != null && !pattern.matcher(text).matches()) {
                violations.add(violation(path, "Member must satisfy regular expression pattern: " + pattern));
            }
            if (!values.isEmpty() && !values.contains(text)) {
                violations.add(violation(path, "Member must satisfy enum value set: " + values));
            }
            return value;
        }

        @Override
        public List<String> constraints() {
            var constraints = new ArrayList<String>();
            if (maximum > 0) {
                constraints.add("Member must have length less than or equal to " + maximum);
            }
            constraints.add("Member must have length greater than or equal to " + minimum);
            if (pattern != null) {
                constraints.add("Member must satisfy regular expression pattern: " + pattern);
            }
            return constraints;
        }
    }

    /** A number of any kind: a time in seconds, or a measure. */
    record Measure() implements Shape {
        @Override
        public JsonNode read(String path, JsonNode value, List<String> violations) {
            if (!value.isNumber() && !SPECIAL_NUMBERS.contains(value.asText())) {
                throw mismatch(value, "a Double");
            }
            return value;
        }
    }

    /** A whole number. A fraction is cut off. */
    record Whole(String type, long minimum, long maximum) implements Shape {
        @Override
        public JsonNode read(String path, JsonNode value, List<String> violations) {
            if (!value.isNumber()) {
                throw mismatch(value, type);
            }
            var number = value.decimalValue().toBigInteger();
            if (number.compareTo(BigInteger.valueOf(minimum)) < 0) {
                violations.add(violation(path, "Member must have value greater than or equal to " + minimum));
            }
            if (number.compareTo(BigInteger.valueOf(maximum)) > 0) {
                violations.add(violation(path, "Member must have value less than or equal to " + maximum));
            }
            return LongNode.valueOf(number.longValue());
        }
    }

    /** True or false. */
    record Flag() implements Shape {
        @Override
        public JsonNode read(String path, JsonNode value, List<String> violations) {
            if (!value.isBoolean()) {
                throw mismatch(value, "a Boolean");
            }
            return value;
        }
    }

    /** A list; its maximum is 0 if there is none. */
    record Items(Shape each, int minimum, int maximum) implements Shape {
        @Override
        public JsonNode read(String path, JsonNode value, List<String> violations) {
            if (!value.isArray()) {
                throw value.isObject() ? mismatch(value, "") : serialization("Expected list or null");
            }
            var items = JsonNodeFactory.instance.arrayNode();
            var wrong = new ArrayList<String>();
            for (var item : value) {
                if (!item.isNull()) {
                    items.add(each.read(path + "." + (items.size() + 1) + ".member", item, wrong));
                }
            }
            sizes(path, items, violations);
            if (!wrong.isEmpty() && each.constraints().isEmpty()) {
                violations.addAll(wrong);
            } else if (!wrong.isEmpty()) {
                violations.add(violation(path, "Member must satisfy constraint: " + each.constraints()));
            }
            return items;
        }

        private void sizes(String path, ArrayNode items, List<String> violations) {
            if (items.size() < minimum) {
                violations.add(violation(path, "Member must have length greater than or equal to " + minimum));
            }
            if (maximum > 0 && items.size() > maximum) {
                violations.add(violation(path, "Member must have length less than or equal to " + maximum));
            }
        }
    }

    /** A map from texts. */
    record Entries(Shape key, Shape each) implements Shape {
        @Override
        public JsonNode read(String path, JsonNode value, List<String> violations) {
            if (!value.isObject()) {
                throw value.isArray() ? mismatch(value, "") : serialization("Expected map or null");
            }
            var entries = JsonNodeFactory.instance.objectNode();
            var wrongKeys = new ArrayList<String>();
            var wrong = new ArrayList<String>();
            value.fields().forEachRemaining(entry -> {
                if (!entry.getValue().isNull()) {
                    key.read(path, JsonNodeFactory.instance.textNode(entry.getKey()), wrongKeys);
                    entries.set(entry.getKey(), each.read(path, entry.getValue(), wrong));
                }
            });
            if (!wrongKeys.isEmpty()) {
                violations.add(violation(path, "Map keys must satisfy constraint: " + key.constraints()));
            }
            if (!wrong.isEmpty()) {
                violations.add(violation(path, "Map value must satisfy constraint: " + each.constraints()));
            }
            return entries;
        }
    }

    /** Members by name. */
    record Structure(List<Member> members) implements Shape {
        @Override
        public ObjectNode read(String path, JsonNode value, List<String> violations) {
            if (!value.isObject()) {
                throw value.isArray() ? mismatch(value, "") : serialization("Expected null");
            }
            var structure = JsonNodeFactory.instance.objectNode();
            for (var member : members) {
                var memberPath = path.isEmpty() ? member.wireName() : path + "." + member.wireName();
                var given = value.get(member.name());
                if (given != null && !given.isNull()) {
                    structure.set(member.name(), member.shape().read(memberPath, given, violations));
                } else if (member.required()) {
                    violations.add(
                            "Value null at '" + memberPath + "' failed to satisfy constraint: Member must not be null");
                }
            }
            return structure;
        }
    }

    /** A member of a structure. */
    record Member(String name, boolean required, Shape shape) {
        /** As messages write it. */
        String wireName() {
            return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        }
    }

    /** What is told of the members of a list or map of this, all together; empty if each tells for itself. */
    default List<String> constraints() {
        return List.of();
    }

    private static String violation(String path, String constraint) {
        return "Value at '" + path + "' failed to satisfy constraint: " + constraint;
    }

    private static ApiException mismatch(JsonNode value, String type) {
        if (value.isArray()) {
            return serialization("Start of list found where not expected");
        }
        if (value.isObject()) {
            return serialization("Start of structure or map found where not expected.");
        }
        var kind = value.isTextual() ? "STRING" : value.isNumber() ? "NUMBER" : value.asBoolean() ? "TRUE" : "FALSE";
        return serialization(kind + "_VALUE can not be converted to " + type);
    }

    private static ApiException serialization(String message) {
        return new ApiException(400, "SerializationException", message);
    }
}
