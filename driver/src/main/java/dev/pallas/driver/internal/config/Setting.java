package dev.pallas.driver.internal.config;

import dev.pallas.driver.SettingDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A setting and how its text is read.
 *
 * @param definition what is shown of it
 * @param parser text to value; throws IllegalArgumentException with the reason, which completes the sentence "Region=x is not valid:"
 * @param connection whether two clients with different values need SDK clients of their own
 */
record Setting<T>(SettingDefinition definition, Function<String, T> parser, boolean connection) {

    String name() {
        return definition.name();
    }

    /** The value given, or that of the environment, or the default. */
    Optional<T> find(Map<String, String> values, Function<String, Optional<String>> environment) {
        var text = Optional.ofNullable(values.get(name()))
                .or(() -> Optional.ofNullable(definition.environmentVariable()).flatMap(environment))
                .filter(value -> !value.isBlank())
                .or(() -> Optional.ofNullable(definition.defaultValue()));
        return text.map(this::parse);
    }

    /** The value of a setting that has a default. */
    T require(Map<String, String> values, Function<String, Optional<String>> environment) {
        return find(values, environment).orElseThrow(() -> Settings.failure(name() + " is not set."));
    }

    T parse(String text) {
        try {
            return parser.apply(text.strip());
        } catch (IllegalArgumentException e) {
            var shown = definition.secret() ? "***" : text;
            throw Settings.failure(name() + "=" + shown + " is not valid: " + e.getMessage());
        }
    }
}
