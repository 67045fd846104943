package dev.pallas.driver.internal.config;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.SettingDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Settings by name: read, checked, shown. What there is of them is in {@link Definitions}. */
public final class Settings {
    private Settings() {}

    /** Every setting, in the order of the reference page. */
    public static List<SettingDefinition> definitions() {
        return Definitions.all().values().stream()
                .<SettingDefinition>map(Setting::definition)
                .toList();
    }

    /** The definition of a name or alias, in any case. */
    public static SettingDefinition definition(String name) {
        return setting(name).definition();
    }

    /** The settings of a URL; see {@link UrlParser}. */
    public static Given parseUrl(String url) {
        return UrlParser.parse(url);
    }

    /** The settings of properties. */
    public static Given read(Map<String, String> properties) {
        var given = new Given();
        properties.forEach(given::add);
        return given;
    }

    /** Checks each value, and that they do not contradict each other. */
    public static Map<String, String> validate(Map<String, String> all) {
        all.forEach((name, value) -> setting(name).parse(value));
        requireTogether(all, Definitions.USER, Definitions.PASSWORD);
        requireTogether(all, Definitions.PASSWORD, Definitions.USER);
        requireTogether(all, Definitions.SESSION_TOKEN, Definitions.USER);
        requireTogether(all, Definitions.PROXY_HOST, Definitions.PROXY_PORT);
        requireTogether(all, Definitions.PROXY_PORT, Definitions.PROXY_HOST);
        requireTogether(all, Definitions.PROXY_USERNAME, Definitions.PROXY_HOST);
        requireTogether(all, Definitions.PROXY_PASSWORD, Definitions.PROXY_USERNAME);
        var encryption = Definitions.ENCRYPTION_OPTION.find(all, name -> Optional.empty());
        var needsKey = encryption.filter(option -> option != Encryption.SSE_S3).isPresent();
        if (needsKey != all.containsKey(Definitions.KMS_KEY.name())) {
            throw failure(
                    needsKey
                            ? "EncryptionOption=" + encryption.get() + " needs a KmsKey."
                            : "KmsKey needs EncryptionOption=SSE_KMS or CSE_KMS.");
        }
        var provider = all.get(Definitions.CREDENTIALS_PROVIDER.name());
        if (provider != null) {
            CredentialsKind.of(provider).check(provider, all);
        }
        return all;
    }

    private static void requireTogether(Map<String, String> all, Setting<?> given, Setting<?> needed) {
        if (all.containsKey(given.name()) && !all.containsKey(needed.name())) {
            throw failure(given.name() + " is set and " + needed.name() + " is not: set both, or neither.");
        }
    }

    /** The settings as text, secrets hidden. */
    public static String describe(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + (setting(entry.getKey()).definition().secret() ? "***" : entry.getValue()))
                .collect(Collectors.joining(";"));
    }

    /** The part of the settings that decides whether two clients can share SDK clients, threads and poller. */
    public static Map<String, String> connectionPart(Map<String, String> values) {
        return values.entrySet().stream()
                .filter(entry -> setting(entry.getKey()).connection())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static Setting<?> setting(String name) {
        var setting = Definitions.find(name);
        if (setting != null) {
            return setting;
        }
        var unsupported = AmazonNames.REFUSED.get(name.strip());
        if (unsupported != null) {
            throw failure("The setting " + name + " of Amazon's JDBC driver is not supported: " + unsupported);
        }
        throw failure("Unknown setting " + name + "."
                + Nearest.of(name, Definitions.all().keySet())
                        .map(nearest -> " Did you mean " + nearest + "?")
                        .orElse(" Known are "
                                + String.join(", ", Definitions.all().keySet()) + "."));
    }

    static AthenaException failure(String message) {
        return new AthenaException(message, "08001", null, null, false, null);
    }

    /** A map that finds names in any case. */
    static <V> Map<String, V> anyCase() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }
}
