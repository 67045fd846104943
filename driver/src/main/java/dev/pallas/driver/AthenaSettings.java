package dev.pallas.driver;

import dev.pallas.driver.internal.config.Given;
import dev.pallas.driver.internal.config.Settings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a connection: names as in Amazon's JDBC driver, values as text, validated. Immutable. Its string form hides
 * secrets.
 *
 * <p>Each setting is defined once, in {@link Settings}; that definition serves URLs, properties, JDBC's property list and the
 * reference page.
 */
public final class AthenaSettings {
    private final Map<String, String> values;

    private final List<String> warnings;

    private AthenaSettings(Given given) {
        this.values = Collections.unmodifiableMap(Settings.validate(given.values()));
        this.warnings = List.copyOf(given.warnings());
    }

    /**
     * Reads {@code jdbc:athena://Name=value;...} and {@code jdbc:athena:database?Name=value&...}; the {@code jdbc:} may be missing, and
     * {@code awsathena} stands for {@code athena}.
     *
     * @param properties more settings, which win over those of the URL; empty values are none
     * @throws AthenaException (SQLState 08001) for a URL that cannot be read, an unknown name (the message suggests the nearest) or a
     *     value that is not valid
     */
    public static AthenaSettings fromUrl(String url, Map<String, String> properties) {
        var given = Settings.parseUrl(url);
        given.replace(Settings.read(properties));
        return new AthenaSettings(given);
    }

    public static AthenaSettings fromUrl(String url) {
        return fromUrl(url, Map.of());
    }

    /** Settings from names (or their aliases, in any case) and values. */
    public static AthenaSettings of(Map<String, String> properties) {
        return new AthenaSettings(Settings.read(properties));
    }

    /** These settings with one changed. */
    public AthenaSettings with(String name, String value) {
        var all = Settings.read(values);
        all.warnings().addAll(warnings);
        all.replace(Settings.read(Map.of(name, value)));
        return new AthenaSettings(all);
    }

    /** Every setting there is. */
    public static List<SettingDefinition> definitions() {
        return Settings.definitions();
    }

    /** The value that was given for a name or alias, in any case; empty when none was. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(Settings.definition(name).name()));
    }

    /** What was given, by canonical name; secrets included, so do not log it. */
    public Map<String, String> toMap() {
        return values;
    }

    /** What was given and has no effect, and why: parameters of Amazon's drivers for things that need no setting here. */
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AthenaSettings that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return Settings.describe(values);
    }
}
