package dev.pallas.reactive;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaSettings;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.sqlclient.SqlConnectOptions;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Athena. Every setting of the driver goes by its name into {@link #addProperty}; the common ones have a method of
 * their own. Where a setting is missing, the AWS SDK's own chain applies (environment, system properties, profile).
 *
 * <p>Host, port and the socket options inherited from {@code NetClientOptions} have no meaning here: the AWS SDK opens the
 * connections.
 */
public class AthenaConnectOptions extends SqlConnectOptions {
    private static final String RESULT_BUFFER_BYTES = "ResultBufferBytes";

    private static final int HTTPS = 443;

    /** The settings that Vert.x keeps in fields of their own. */
    private static final Set<String> HAS_FIELD = Set.of("Database", "User", "Password");

    public AthenaConnectOptions() {}

    /**
     * A copy.
     *
     * @throws IllegalArgumentException when {@code other} is not of this class and names a host
     */
    public AthenaConnectOptions(SqlConnectOptions other) {
        super(other);
        if (!(other instanceof AthenaConnectOptions) && other.getHost() != null) {
            throw hostRefused();
        }
    }

    /**
     * Reads what {@link #toJson()} writes: {@code properties}, {@code database}, {@code user}, {@code password}, ... A setting may stand
     * beside them too, by its name with a small first letter, as {@code region} and {@code workGroup}; it wins over {@code properties}.
     */
    public AthenaConnectOptions(JsonObject json) {
        super(json);
        for (var setting : AthenaSettings.definitions()) {
            var name = setting.name();
            var value = json.getValue(Character.toLowerCase(name.charAt(0)) + name.substring(1));
            if (value != null && !HAS_FIELD.contains(name)) {
                addProperty(name, value.toString());
            }
        }
    }

    /**
     * Reads {@code athena://Name=value;...} and {@code athena:database?Name=value&...}, with or without {@code jdbc:} before it.
     *
     * @throws IllegalArgumentException for a URL that is not Athena's
     * @throws AthenaDatabaseException (SQLState 08001) for an unknown setting or a value that is not valid
     */
    public static AthenaConnectOptions fromUri(String uri) {
        if (!isAthenaUri(uri)) {
            throw new IllegalArgumentException("Not a URL of Athena: it has to start with athena: or jdbc:athena:, "
                    + "as in jdbc:athena://Region=us-east-1;OutputLocation=s3://bucket/prefix/");
        }
        return of(settingsOf(uri));
    }

    /** Whether a URL is Athena's, that is, starts with {@code athena:} or {@code jdbc:athena:}, in any case. */
    public static boolean isAthenaUri(String uri) {
        var start = uri.stripLeading().toLowerCase(Locale.ROOT);
        return start.startsWith("athena:") || start.startsWith("jdbc:athena:");
    }

    /** Whether options of no database in particular are meant for Athena: no host, and settings of Athena's as properties. */
    public static boolean isAthena(SqlConnectOptions options) {
        return options.getHost() == null
                && !options.getProperties().isEmpty()
                && options.getProperties().keySet().stream().allMatch(AthenaConnectOptions::isSetting);
    }

    private static boolean isSetting(String name) {
        return AthenaSettings.definitions().stream()
                .anyMatch(setting -> setting.name().equalsIgnoreCase(name));
    }

    /** Options with these settings. */
    public static AthenaConnectOptions of(AthenaSettings settings) {
        var options = new AthenaConnectOptions();
        settings.toMap().forEach((name, value) -> {
            switch (name) {
                case "Database" -> options.setDatabase(value);
                case "User" -> options.setUser(value);
                case "Password" -> options.setPassword(value);
                default -> options.addProperty(name, value);
            }
        });
        return options;
    }

    private static AthenaSettings settingsOf(String uri) {
        try {
            return AthenaSettings.fromUrl(uri);
        } catch (AthenaException e) {
            throw new AthenaDatabaseException(e);
        }
    }

    /**
     * The settings of the driver that these options stand for.
     *
     * @throws AthenaDatabaseException (SQLState 08001) for an unknown setting or a value that is not valid
     */
    public AthenaSettings toSettings() {
        Map<String, String> all = new LinkedHashMap<>(getProperties());
        if (getDatabase() != null) {
            all.put("Database", getDatabase());
        }
        if (getUser() != null) {
            all.put("User", getUser());
        }
        if (getPassword() != null) {
            all.put("Password", getPassword());
        }
        try {
            return AthenaSettings.of(all);
        } catch (AthenaException e) {
            throw new AthenaDatabaseException(e);
        }
    }

    /** A setting by its name; {@code null} when it is not set here. */
    public @Nullable String getProperty(String name) {
        return getProperties().get(name);
    }

    /** The AWS region, such as {@code eu-central-1}. */
    public AthenaConnectOptions setRegion(String region) {
        return addProperty("Region", region);
    }

    public AthenaConnectOptions setWorkGroup(String workGroup) {
        return addProperty("WorkGroup", workGroup);
    }

    /** Where results go: {@code s3://bucket/prefix/}. Not needed when the work group has a location. */
    public AthenaConnectOptions setOutputLocation(String outputLocation) {
        return addProperty("OutputLocation", outputLocation);
    }

    /** The data catalog of unqualified names; {@code AwsDataCatalog} when not set. */
    public AthenaConnectOptions setCatalog(String catalog) {
        return addProperty("Catalog", catalog);
    }

    /**
     * The memory that the rows of one result may take when they are not streamed, 256 MiB when not set. A result beyond it fails
     * with an error instead of running the program out of memory; a cursor or a row stream has no limit.
     */
    public AthenaConnectOptions setResultBufferBytes(int bytes) {
        return addProperty(RESULT_BUFFER_BYTES, Integer.toString(bytes));
    }

    @Override
    public AthenaConnectOptions setHost(String host) {
        throw hostRefused();
    }

    private static IllegalArgumentException hostRefused() {
        return new IllegalArgumentException(
                "Athena has no host and port: set Region, or AthenaEndpoint and S3Endpoint");
    }

    @Override
    public AthenaConnectOptions setPort(int port) {
        // 0 is what the JSON form of options without a port holds
        if (port != 0) {
            throw hostRefused();
        }
        return this;
    }

    /** The access key id. */
    @Override
    public AthenaConnectOptions setUser(String user) {
        super.setUser(user);
        return this;
    }

    /** The secret access key. */
    @Override
    public AthenaConnectOptions setPassword(String password) {
        super.setPassword(password);
        return this;
    }

    /** The database of unqualified names; {@code default} when not set. */
    @Override
    public AthenaConnectOptions setDatabase(String database) {
        super.setDatabase(database);
        return this;
    }

    @Override
    public AthenaConnectOptions setProperties(Map<String, String> properties) {
        super.setProperties(new LinkedHashMap<>(properties));
        return this;
    }

    @Override
    public AthenaConnectOptions addProperty(String key, String value) {
        super.addProperty(key, value);
        return this;
    }

    @Override
    public AthenaConnectOptions setTracingPolicy(TracingPolicy tracingPolicy) {
        super.setTracingPolicy(tracingPolicy);
        return this;
    }

    /** The endpoint that metrics and traces name. */
    @Override
    public SocketAddress getSocketAddress() {
        var settings = toSettings();
        var endpoint = settings.get("AthenaEndpoint").map(URI::create).orElse(null);
        if (endpoint != null && endpoint.getHost() != null) {
            var port = endpoint.getPort();
            return SocketAddress.inetSocketAddress(port < 0 ? HTTPS : port, endpoint.getHost());
        }
        var host = settings.get("Region")
                .map(region -> "athena." + region + ".amazonaws.com")
                .orElse("athena.amazonaws.com");
        return SocketAddress.inetSocketAddress(HTTPS, host);
    }

    @Override
    public AthenaConnectOptions merge(JsonObject other) {
        return new AthenaConnectOptions(toJson().mergeIn(other));
    }
}
