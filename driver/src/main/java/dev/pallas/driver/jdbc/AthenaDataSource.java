package dev.pallas.driver.jdbc;

import dev.pallas.driver.internal.jdbc.Connections;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A source of connections, to be configured as a bean. Getting a connection sends no request. Thread-safe once it is configured.
 */
public final class AthenaDataSource implements DataSource {
    private volatile String url = "jdbc:athena://";
    private volatile @Nullable String user;
    private volatile @Nullable String password;
    private volatile Properties properties = new Properties();
    private volatile int loginTimeout;

    /** A source whose settings all come from the AWS SDK's own chain, until others are set. */
    public AthenaDataSource() {}

    public AthenaDataSource(String url) {
        this.url = url;
    }

    /** The URL, {@code jdbc:athena://Name=value;...}. */
    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    /** The access key id; {@code null} leaves it to the URL or to the AWS SDK. */
    public @Nullable String getUser() {
        return user;
    }

    public void setUser(@Nullable String user) {
        this.user = user;
    }

    /** The secret access key; it cannot be read back. */
    public void setPassword(@Nullable String password) {
        this.password = password;
    }

    /** Settings that win over those of the URL. */
    public void setProperties(Properties properties) {
        this.properties = copy(properties);
    }

    /**
     * Sets any setting by its name or an alias, in any case; it wins over the URL's. {@code null} takes it back.
     *
     * @param name as on the page of settings
     */
    public void setSetting(String name, @Nullable String value) {
        var changed = copy(properties);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.setProperty(name, value);
        }
        properties = changed;
    }

    /** The AWS region. */
    public void setRegion(@Nullable String region) {
        setSetting("Region", region);
    }

    /** The data catalog of unqualified names. */
    public void setCatalog(@Nullable String catalog) {
        setSetting("Catalog", catalog);
    }

    /** The database of unqualified names. */
    public void setDatabase(@Nullable String database) {
        setSetting("Database", database);
    }

    /** The work group that queries run in. */
    public void setWorkGroup(@Nullable String workGroup) {
        setSetting("WorkGroup", workGroup);
    }

    /** Where Athena writes results, {@code s3://bucket/prefix/}. */
    public void setOutputLocation(@Nullable String outputLocation) {
        setSetting("OutputLocation", outputLocation);
    }

    /** Whose credentials are used, by a name or a class. */
    public void setCredentialsProvider(@Nullable String credentialsProvider) {
        setSetting("CredentialsProvider", credentialsProvider);
    }

    /** The profile of the AWS CLI. */
    public void setProfileName(@Nullable String profileName) {
        setSetting("ProfileName", profileName);
    }

    /** The session token of temporary credentials. */
    public void setSessionToken(@Nullable String sessionToken) {
        setSetting("SessionToken", sessionToken);
    }

    /** Where rows are read. */
    public void setResultFetcher(@Nullable String resultFetcher) {
        setSetting("ResultFetcher", resultFetcher);
    }

    /** The endpoint of Athena. */
    public void setAthenaEndpoint(@Nullable String athenaEndpoint) {
        setSetting("AthenaEndpoint", athenaEndpoint);
    }

    /** The endpoint of S3. */
    public void setS3Endpoint(@Nullable String endpoint) {
        setSetting("S3Endpoint", endpoint);
    }

    /** What is added to the user agent of each request. */
    public void setApplicationName(@Nullable String applicationName) {
        setSetting("ApplicationName", applicationName);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(user, password);
    }

    /**
     * Connects as somebody else.
     *
     * @param user the access key id
     * @param password the secret access key
     */
    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        var all = copy(properties);
        if (user != null) {
            all.setProperty("User", user);
        }
        if (password != null) {
            all.setProperty("Password", password);
        }
        return Connections.open(url, all);
    }

    private static Properties copy(Properties properties) {
        var copy = new Properties();
        for (var name : properties.stringPropertyNames()) {
            copy.setProperty(name, properties.getProperty(name));
        }
        return copy;
    }

    /** {@code null}: the driver logs through SLF4J. */
    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        if (out != null) {
            throw new SQLFeatureNotSupportedException("The driver logs through SLF4J, not a PrintWriter", "0A000", 0);
        }
    }

    /** Kept whatever it is: nothing is sent to log in. */
    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("The driver logs through SLF4J, not java.util.logging", "0A000", 0);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("AthenaDataSource does not wrap a " + type.getName(), "22023", 0);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
