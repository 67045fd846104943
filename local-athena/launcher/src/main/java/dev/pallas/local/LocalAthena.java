package dev.pallas.local;

import dev.pallas.local.internal.GlueClient;
import dev.pallas.local.internal.ServerProcess;
import dev.pallas.local.internal.ServerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An Athena, Glue and S3 on this machine, which run in a process of their own and listen on the loopback interface unless told otherwise.
 * Safe for use by many threads.
 *
 * <p>The process ends with {@link #close()}, and at the latest with the JVM that started it, however that one ends.
 */
public final class LocalAthena implements AutoCloseable {

    private static final Map<ServerSettings, LocalAthena> SHARED = new ConcurrentHashMap<>();

    private final ServerProcess server;
    private final ServerSettings settings;
    private final boolean shared;

    private LocalAthena(ServerSettings settings, boolean shared) {
        this.server = ServerProcess.start(settings, System.err);
        this.settings = settings;
        this.shared = shared;
    }

    /**
     * Starts with a throw-away data folder and waits until all endpoints answer, some seconds.
     *
     * @throws IllegalStateException with what the server said, if it does not start
     */
    public static LocalAthena start() {
        return builder().start();
    }

    /**
     * The one server of this JVM that has all defaults; the first call starts it. It ends with the JVM or by {@link #stop()}, while {@link #close()}
     * of it does nothing, since others may use it.
     *
     * @throws IllegalStateException with what the server said, if it does not start
     */
    public static LocalAthena shared() {
        return builder().shared();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** What can be chosen at the start. */
    public static final class Builder {
        private @Nullable Path dataDirectory;
        private @Nullable Path javaHome;
        private String maxHeap = "1g";
        private int port;
        private Tpch tpch = Tpch.NONE;
        private String region = "us-east-1";
        private String accessKeyId = "local-athena";
        private String secretAccessKey = "local-athena-secret";
        private boolean verify;
        private @Nullable Path tls;
        private boolean allInterfaces;
        private Duration startTimeout = Duration.ofMinutes(3);

        private Builder() {}

        /** Offers the data catalog {@code tpch}, a generator of the TPC-H tables. Default: {@link Tpch#NONE}. */
        public Builder tpch(Tpch tpch) {
            this.tpch = tpch;
            return this;
        }

        /** Keeps buckets and catalog in this folder, which is made if it is not there. Default: a folder that is deleted at the end. */
        public Builder dataDirectory(Path dataDirectory) {
            this.dataDirectory = dataDirectory.toAbsolutePath().normalize();
            return this;
        }

        /**
         * The home of the Java that runs the server, 17 or later. Default: the one that the system property {@code pallas.local.java}
         * names, or the one that runs this.
         */
        public Builder javaHome(Path javaHome) {
            this.javaHome = javaHome;
            return this;
        }

        /** The heap of the server, as in {@code -Xmx}. Default: {@code 1g}. */
        public Builder maxHeap(String maxHeap) {
            if (!maxHeap.matches("[1-9][0-9]*[kKmMgG]")) {
                throw new IllegalArgumentException(
                        "The heap must be a number with k, m or g, such as 1g, not \"" + maxHeap + "\".");
            }
            this.maxHeap = maxHeap;
            return this;
        }

        /** The port of the Athena and Glue APIs; 0, the default, is any that is free. */
        public Builder port(int port) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("The port must be from 0 to 65535, not " + port + ".");
            }
            this.port = port;
            return this;
        }

        /**
         * Accepts only requests that are signed with this key pair. Default: a well-known pair, and a request that is signed with any other is
         * accepted as well.
         */
        public Builder accessKey(String accessKeyId, String secretAccessKey) {
            if (!accessKeyId.matches("[A-Za-z0-9_.-]{1,128}")) {
                throw new IllegalArgumentException(
                        "The access key id must be 1 to 128 letters, digits, dots, hyphens and underscores.");
            }
            if (!secretAccessKey.matches("[A-Za-z0-9/+=_.-]{1,128}")) {
                throw new IllegalArgumentException(
                        "The secret access key must be 1 to 128 letters, digits and characters of /+=_.- as Amazon's are.");
            }
            this.accessKeyId = accessKeyId;
            this.secretAccessKey = secretAccessKey;
            this.verify = true;
            return this;
        }

        /** Accepts only requests that are signed with the server's key pair, and not any signature. Default: false. */
        public Builder verifySignatures(boolean verify) {
            this.verify = verify;
            return this;
        }

        /**
         * Answers HTTPS as well, on the same port, for clients that speak nothing else, as Amazon's JDBC driver does. The key and the
         * certificate are kept in this folder: {@code key.p12} for the server, {@code trust.p12} (password {@code changeit}) and
         * {@code certificate.pem} for clients to trust. They are made if they are not there, for {@code localhost}, {@code *.localhost}
         * and the loopback addresses. Default: no HTTPS.
         */
        public Builder tls(Path folder) {
            this.tls = folder.toAbsolutePath().normalize();
            return this;
        }

        /** The region that the server says it is in. Default: {@code us-east-1}. */
        public Builder region(String region) {
            if (!region.matches("[a-z]{2}(-[a-z0-9]+)+-[0-9]+")) {
                throw new IllegalArgumentException(
                        "There is no region \"" + region + "\"; they look like eu-central-1.");
            }
            this.region = region;
            return this;
        }

        /** Listens on all network interfaces, so that other machines and containers reach it. Default: the loopback interface alone. */
        public Builder bindToAllInterfaces(boolean allInterfaces) {
            this.allInterfaces = allInterfaces;
            return this;
        }

        /** How long to wait until all endpoints answer. Default: 3 minutes. */
        public Builder startTimeout(Duration startTimeout) {
            this.startTimeout = startTimeout;
            return this;
        }

        /**
         * Starts and waits until all endpoints answer.
         *
         * @throws IllegalStateException with what the server said, if it does not start
         */
        public LocalAthena start() {
            return new LocalAthena(settings(), false);
        }

        /**
         * The one server of this JVM that is as asked for; the first call starts it, and so does one after it has died. It ends with the JVM
         * or by {@link LocalAthena#stop()}, while {@link LocalAthena#close()} of it does nothing, since others may use it.
         *
         * @throws IllegalStateException with what the server said, if it does not start
         */
        public LocalAthena shared() {
            return SHARED.compute(
                    settings(),
                    (settings, there) ->
                            there != null && there.server.isAlive() ? there : new LocalAthena(settings, true));
        }

        /** Whether {@link #shared()} would give a server that runs already. */
        public boolean isSharedRunning() {
            var there = SHARED.get(settings());
            return there != null && there.server.isAlive();
        }

        private ServerSettings settings() {
            return new ServerSettings(
                    dataDirectory,
                    javaHome,
                    maxHeap,
                    port,
                    tpch == Tpch.NONE ? null : tpch.option(),
                    region,
                    accessKeyId,
                    secretAccessKey,
                    verify,
                    tls,
                    allInterfaces,
                    startTimeout);
        }
    }

    public URI athenaEndpoint() {
        return URI.create(server.endpoint("AWS_ENDPOINT_URL_ATHENA"));
    }

    /** S3, path style. */
    public URI s3Endpoint() {
        return URI.create(server.endpoint("AWS_ENDPOINT_URL_S3"));
    }

    public URI glueEndpoint() {
        return URI.create(server.endpoint("AWS_ENDPOINT_URL_GLUE"));
    }

    /**
     * Athena, Glue and S3 over HTTPS.
     *
     * @throws IllegalStateException if the server was not started with {@link Builder#tls}
     */
    public URI httpsEndpoint() {
        if (settings.tls() == null) {
            throw new IllegalStateException(
                    "This server speaks HTTP only: start it with LocalAthena.builder().tls(folder).");
        }
        return URI.create("https://127.0.0.1:" + athenaEndpoint().getPort());
    }

    /** The HTTP endpoint of the Trino inside, for checks against the engine directly; no API of Athena. */
    public URI engineEndpoint() {
        return URI.create(server.endpoint("PALLAS_ENGINE_ENDPOINT"));
    }

    public String accessKeyId() {
        return settings.accessKeyId();
    }

    public String secretAccessKey() {
        return settings.secretAccessKey();
    }

    public String region() {
        return settings.region();
    }

    /** An S3 location for results; its bucket exists. */
    public String outputLocation() {
        return "s3://pallas-results/";
    }

    /** An S3 location for databases and tables; its bucket exists. */
    public String warehouseLocation() {
        return "s3://pallas-warehouse/";
    }

    /** A complete JDBC URL to the database {@code default}, endpoints and keys included. */
    public String jdbcUrl() {
        return jdbcUrl("default");
    }

    /** A complete JDBC URL to a database, endpoints and keys included. */
    public String jdbcUrl(String database) {
        return "jdbc:athena://Region=" + region()
                + ";OutputLocation=" + outputLocation()
                + ";Database=" + database
                + ";WarehouseLocation=" + warehouseLocation()
                + ";AthenaEndpoint=" + athenaEndpoint()
                + ";S3Endpoint=" + s3Endpoint()
                + ";User=" + accessKeyId()
                + ";Password=" + secretAccessKey();
    }

    /** The system properties by which an AWS SDK for Java finds this server. */
    public Map<String, String> systemProperties() {
        var properties = new TreeMap<String, String>();
        properties.put("aws.region", region());
        properties.put("aws.accessKeyId", accessKeyId());
        properties.put("aws.secretAccessKey", secretAccessKey());
        properties.put("aws.endpointUrlAthena", athenaEndpoint().toString());
        properties.put("aws.endpointUrlS3", s3Endpoint().toString());
        properties.put("aws.endpointUrlGlue", glueEndpoint().toString());
        return properties;
    }

    /** What goes wrong on purpose, for tests of how an application bears it. */
    public Faults faults() {
        return new Faults(athenaEndpoint());
    }

    /** What clients did and what befell them. */
    public Counts counts() {
        return faults().counts();
    }

    /** Begins to count anew; what is there now, such as active queries, stays counted. */
    public void resetCounts() {
        faults().resetCounts();
    }

    /**
     * Creates a database, whose tables are below {@link #warehouseLocation()} where nothing else is said.
     *
     * @throws IllegalStateException with the server's words, if it is there already or the name is none
     */
    public void createDatabase(String name) {
        glue().createDatabase(name, warehouseLocation() + name + "/");
    }

    /**
     * Drops a database and its tables.
     *
     * @throws IllegalStateException with the server's words, if it is not there
     */
    public void dropDatabase(String name) {
        glue().deleteDatabase(name);
    }

    private GlueClient glue() {
        return new GlueClient(glueEndpoint(), region(), accessKeyId(), secretAccessKey(), Clock.systemUTC());
    }

    /** Waits until the server's process ends by itself, and returns its exit code. */
    int waitFor() throws InterruptedException {
        return server.waitFor();
    }

    /** The id of the server's process. */
    public long pid() {
        return server.pid();
    }

    /** Ends the server's process and returns when it is gone; does nothing for a shared one. May be called more than once. */
    @Override
    public void close() {
        if (!shared) {
            stop();
        }
    }

    /** Ends the server's process and returns when it is gone, for all who share it. May be called more than once. */
    public void stop() {
        SHARED.remove(settings, this);
        server.close();
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "LocalAthena[athena=" + athenaEndpoint() + ", pid=" + pid() + "]";
    }
}
