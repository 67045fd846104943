package dev.pallas.driver.internal.jdbc;

import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The client info that JDBC names. It goes along with each statement as tags in a comment, for Athena's history. Thread-safe. */
final class ClientInfo {
    private static final int MAX_LENGTH = 256;
    private static final Map<String, String> DESCRIPTIONS = descriptions();

    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private static Map<String, String> descriptions() {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("ApplicationName", "The application that uses the connection: a tag in the comment of each statement.");
        all.put("ClientHostname", "The host that the application runs on: a tag in the comment of each statement.");
        all.put("ClientUser", "The user for whom the application works: a tag in the comment of each statement.");
        return all;
    }

    static MemoryResult properties() {
        var result = MemoryResult.of("NAME", "MAX_LEN integer", "DEFAULT_VALUE", "DESCRIPTION");
        DESCRIPTIONS.forEach((name, description) -> result.add(name, MAX_LENGTH, "", description));
        return result;
    }

    static boolean isKnown(String name) {
        return DESCRIPTIONS.containsKey(name);
    }

    /** {@code null} and an empty value clear a property. */
    synchronized void set(String name, @Nullable String value) throws SQLClientInfoException {
        if (value == null || value.isEmpty()) {
            values.remove(name);
        } else if (value.length() > MAX_LENGTH) {
            throw new SQLClientInfoException(
                    "The value of '" + name + "' is longer than " + MAX_LENGTH + " characters",
                    SqlErrors.BAD_VALUE,
                    0,
                    Map.of(name, ClientInfoStatus.REASON_VALUE_INVALID));
        } else {
            values.put(canonical(name), value);
        }
    }

    private static String canonical(String name) {
        return DESCRIPTIONS.keySet().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(name);
    }

    synchronized void clear() {
        values.clear();
    }

    synchronized Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** By the names that JDBC gives them, in their order. */
    synchronized Map<String, String> all() {
        return new LinkedHashMap<>(values);
    }
}
