package dev.pallas.local;

import dev.pallas.local.internal.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An Athena, Glue and S3 on this machine, which run in a process of their own and listen on the loopback interface only. Safe for use by
 * many threads.
 *
 * <p>The process ends with {@link #close()}, and at the latest with the JVM that started it, however that one ends.
 */
public final class LocalAthena implements AutoCloseable {
    private static final String REGION = "us-east-1";
    private static final String ACCESS_KEY_ID = "local-athena";
    private static final String SECRET_ACCESS_KEY = "local-athena-secret";

    private final ServerProcess server;

    private LocalAthena(ServerProcess server) {
        this.server = server;
    }

    /**
     * Starts with a throw-away data folder and waits until all endpoints answer, some seconds.
     *
     * @throws IllegalStateException with what the server said, if it does not start
     */
    public static LocalAthena start() {
        return builder().start();
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
        private boolean tpch;
        private Duration startTimeout = Duration.ofMinutes(3);

        private Builder() {}

        /** Offers the data catalog {@code tpch}, a generator of the TPC-H tables; its schema {@code tiny} is scale factor 0.01. */
        public Builder tpch(boolean tpch) {
            this.tpch = tpch;
            return this;
        }

        /** Keeps buckets and catalog in this folder, which is made if it is not there. Default: a folder that is deleted at the end. */
        public Builder dataDirectory(Path dataDirectory) {
            this.dataDirectory = dataDirectory.toAbsolutePath();
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
                throw new IllegalArgumentException("maxHeap must be a number with k, m or g, such as 1g: " + maxHeap);
            }
            this.maxHeap = maxHeap;
            return this;
        }

        /** The port of the Athena and Glue APIs; 0, the default, is any that is free. */
        public Builder port(int port) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("port must be from 0 to 65535: " + port);
            }
            this.port = port;
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
            var data = dataDirectory;
            try {
                var folder = data == null ? Files.createTempDirectory("pallas-local-athena-") : data;
                return new LocalAthena(ServerProcess.start(new ServerProcess.Request(
                        folder,
                        data == null,
                        javaHome,
                        maxHeap,
                        port,
                        tpch,
                        REGION,
                        ACCESS_KEY_ID,
                        SECRET_ACCESS_KEY,
                        startTimeout,
                        System.err)));
            } catch (IOException e) {
                throw new UncheckedIOException("The data folder could not be made: " + e.getMessage(), e);
            }
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

    /** The HTTP endpoint of the Trino inside, for checks against the engine directly; no API of Athena. */
    public URI engineEndpoint() {
        return URI.create(server.endpoint("PALLAS_ENGINE_ENDPOINT"));
    }

    public String accessKeyId() {
        return ACCESS_KEY_ID;
    }

    public String secretAccessKey() {
        return SECRET_ACCESS_KEY;
    }

    public String region() {
        return REGION;
    }

    /** An S3 location for results; its bucket exists. */
    public String outputLocation() {
        return "s3://pallas-results/";
    }

    /** An S3 location for databases and tables; its bucket exists. */
    public String warehouseLocation() {
        return "s3://pallas-warehouse/";
    }

    /** A complete JDBC URL, endpoints and keys included. */
    public String jdbcUrl() {
        return "jdbc:athena://Region=" + region()
                + ";OutputLocation=" + outputLocation()
                + ";Database=default"
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

    /** Waits until the server's process ends by itself, and returns its exit code. */
    int waitFor() throws InterruptedException {
        return server.waitFor();
    }

    /** The id of the server's process. */
    public long pid() {
        return server.pid();
    }

    /** Ends the server's process and returns when it is gone. May be called more than once. */
    @Override
    public void close() {
        server.close();
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "LocalAthena[athena=" + athenaEndpoint() + ", pid=" + pid() + "]";
    }
}
