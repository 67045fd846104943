package dev.pallas.driver.internal.config;

import java.util.Map;

/** Skeleton to be replaced. */
public final class Settings {
    private Settings() {}

    @SuppressWarnings("DoNotCallSuggester")
    public static Map<String, String> parseUrl(String url) {
        throw new UnsupportedOperationException(url);
    }

    public static Map<String, String> normalize(Map<String, String> properties) {
        return properties;
    }

    public static Map<String, String> validate(Map<String, String> all) {
        return all;
    }

    public static Definition definition(String name) {
        return new Definition(name);
    }

    public static String describe(Map<String, String> values) {
        return values.keySet().toString();
    }

    public record Definition(String name) {}
}
