package dev.pallas.local.storage.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request's query. A form in the body is no part of it, whatever the content type says. */
record Query(Map<String, String> parameters) {
    static Query of(@Nullable String query) {
        var parameters = new LinkedHashMap<String, String>();
        if (query != null && !query.isEmpty()) {
            for (var parameter : query.split("&", -1)) {
                var equals = parameter.indexOf('=');
                var name = equals < 0 ? parameter : parameter.substring(0, equals);
                parameters.putIfAbsent(decode(name), equals < 0 ? "" : decode(parameter.substring(equals + 1)));
            }
        }
        return new Query(Collections.unmodifiableMap(parameters));
    }

    @Nullable
    String get(String name) {
        return parameters.get(name);
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** Percent signs that encode nothing stay as they are. */
    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
