package dev.pallas.driver;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of a setting: the one source of JDBC's property list, of the options of other faces and of the reference
 * page.
 *
 * @param name the canonical name, as in Amazon's JDBC driver where that has the setting
 * @param aliases other names that are accepted; like the name, in any case
 * @param defaultValue the value when none is given; {@code null} when there is none
 * @param environmentVariable the environment variable that gives the default; {@code null} when there is none
 * @param description what it does, with units
 * @param choices the values that are accepted, when they can be listed; otherwise empty
 * @param secret whether the value must not be shown
 */
public record SettingDefinition(
        String name,
        List<String> aliases,
        @Nullable String defaultValue,
        @Nullable String environmentVariable,
        String description,
        List<String> choices,
        boolean secret) {
    public SettingDefinition {
        aliases = List.copyOf(aliases);
        choices = List.copyOf(choices);
    }
}
