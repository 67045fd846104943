package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.internal.config.Settings;
import dev.pallas.driver.internal.config.UrlParser;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens connections. */
public final class Connections {
    private static final String PREFIX = "jdbc:athena:";

    /** Settings of Hibernate's own pool, which it hands on to the driver with those that it does not know. */
    private static final Set<String> OF_HIBERNATE = Set.of(
            "autocommit",
            "handling_mode",
            "initial_pool_size",
            "login_timeout",
            "min_pool_size",
            "pool_validation_interval");

    private Connections() {}

    /** Whether a URL is one of this driver's. */
    public static boolean isUrl(@Nullable String url) throws SQLException {
        if (url == null) {
            throw SqlErrors.of(SqlErrors.CONNECTION_REFUSED, "The URL is null; it must start with " + PREFIX);
        }
        return UrlParser.isJdbcUrl(url);
    }

    /** The settings of a URL and of properties, which win. */
    public static AthenaSettings settings(String url, @Nullable Properties properties) throws SQLException {
        try {
            return AthenaSettings.fromUrl(url, texts(properties));
        } catch (RuntimeException e) {
            throw SqlErrors.translate(e);
        }
    }

    /** What a URL and properties give, by canonical name, whether or not it is complete. */
    public static Map<String, String> given(String url, @Nullable Properties properties) throws SQLException {
        try {
            var given = Settings.parseUrl(url);
            given.replace(Settings.read(texts(properties)));
            return given.values();
        } catch (RuntimeException e) {
            throw SqlErrors.translate(e);
        }
    }

    /** JDBC's properties are strings, with defaults behind them; numbers and flags of those who put objects are taken as their text. */
    private static Map<String, String> texts(@Nullable Properties properties) {
        Map<String, String> texts = new HashMap<>();
        if (properties != null) {
            properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
            properties.forEach((name, value) -> {
                if (name instanceof String text && (value instanceof Number || value instanceof Boolean)) {
                    texts.put(text, value.toString());
                }
            });
        }
        texts.keySet().removeAll(OF_HIBERNATE);
        return texts;
    }

    /** A connection with a client of its own; no request is sent. */
    public static Connection open(String url, @Nullable Properties properties) throws SQLException {
        var settings = settings(url, properties);
        try {
            return new AthenaConnection(AthenaClient.open(settings), PREFIX + "//" + settings, System::nanoTime);
        } catch (RuntimeException e) {
            throw SqlErrors.translate(e);
        }
    }
}
