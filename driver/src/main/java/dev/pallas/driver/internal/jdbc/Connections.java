package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Opens connections. */
public final class Connections {
    private static final String PREFIX = "jdbc:athena:";

    private Connections() {}

    /** Whether a URL is one of this driver's. */
    public static boolean isUrl(@Nullable String url) throws SQLException {
        if (url == null) {
            throw SqlErrors.of(SqlErrors.CONNECTION_REFUSED, "The URL is null; it must start with " + PREFIX);
        }
        return url.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    /** The settings of a URL and of properties, which win; a property that is no string is ignored, as JDBC's are strings. */
    public static AthenaSettings settings(String url, @Nullable Properties properties) throws SQLException {
        Map<String, String> given = new HashMap<>();
        if (properties != null) {
            properties.stringPropertyNames().forEach(name -> given.put(name, properties.getProperty(name)));
        }
        try {
            return AthenaSettings.fromUrl(url, given);
        } catch (RuntimeException e) {
            throw SqlErrors.translate(e);
        }
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
