package dev.pallas.driver.jdbc;

import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.SettingDefinition;
import dev.pallas.driver.internal.jdbc.Connections;
import dev.pallas.driver.internal.jdbc.DriverVersion;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC driver, for URLs that start with {@code jdbc:athena:} or {@code jdbc:awsathena:}. {@code java.sql.DriverManager} finds it by itself. Connecting sends
 * no request. Thread-safe.
 */
public final class AthenaDriver implements Driver {

    static {
        try {
            DriverManager.registerDriver(new AthenaDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** For {@code java.util.ServiceLoader}. */
    public AthenaDriver() {}

    /**
     * Connects.
     *
     * @param properties settings that win over those of the URL; may be {@code null}
     * @return a connection; {@code null} when the URL is not one of Athena's
     * @throws SQLException (SQLState 08001) when a setting is unknown, not valid or missing its companion
     */
    @Override
    public @Nullable Connection connect(String url, @Nullable Properties properties) throws SQLException {
        return acceptsURL(url) ? Connections.open(url, properties) : null;
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return Connections.isUrl(url);
    }

    /** Every setting there is, with the value that the URL or the properties give it so far, or its default. */
    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties properties) throws SQLException {
        if (!acceptsURL(url)) {
            return new DriverPropertyInfo[0];
        }
        var given = Connections.given(url, properties);
        return AthenaSettings.definitions().stream()
                .map(definition -> info(definition, given))
                .toArray(DriverPropertyInfo[]::new);
    }

    private static DriverPropertyInfo info(SettingDefinition definition, Map<String, String> given) {
        var info = new DriverPropertyInfo(
                definition.name(), given.getOrDefault(definition.name(), definition.defaultValue()));
        info.description = definition.description();
        info.required = false;
        if (!definition.choices().isEmpty()) {
            info.choices = definition.choices().toArray(String[]::new);
        }
        return info;
    }

    @Override
    public int getMajorVersion() {
        return DriverVersion.MAJOR;
    }

    @Override
    public int getMinorVersion() {
        return DriverVersion.MINOR;
    }

    /** False: a compliant driver has SQL-92 entry level, with constraints and transactions. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("The driver logs through SLF4J, not java.util.logging", "0A000", 0);
    }
}
