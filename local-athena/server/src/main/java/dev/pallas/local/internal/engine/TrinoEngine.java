package dev.pallas.local.internal.engine;

import com.google.common.collect.ImmutableList;
import io.trino.plugin.hive.HiveConnectorFactory;
import io.trino.plugin.iceberg.IcebergPlugin;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.server.testing.TestingTrinoServer;
import io.trino.spi.Plugin;
import io.trino.spi.QueryId;
import io.trino.spi.connector.ConnectorFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Trino in this process, with the catalogs {@code awsdatacatalog} (Hive) and {@code iceberg} on one Glue catalog. Each connector redirects
 * to the other what is not its own, so that {@code awsdatacatalog} reaches every table.
 */
public final class TrinoEngine implements Engine {
    private final TestingTrinoServer server;
    private final TrinoClient client;

    public TrinoEngine(EngineOptions options) {
        WriterMemory.correct();
        server = TestingTrinoServer.builder()
                .setProperties(serverProperties())
                .setBaseDataDir(Optional.of(options.scratch()))
                .build();
        server.installPlugin(new GeospatialPlugin());
        server.installPlugin(new HivePlugin());
        server.installPlugin(new IcebergPlugin());
        server.createCatalog("awsdatacatalog", "hive", hiveProperties(options));
        server.createCatalog("iceberg", "iceberg", icebergProperties(options));
        if (options.tpch()) {
            server.installPlugin(new TpchPlugin());
            server.createCatalog("tpch", "tpch", Map.of("tpch.splits-per-node", "2"));
        }
        client = new TrinoClient(server.getBaseUrl(), this::atEnd);
    }

    /** The jar of the Hive connector names no plugin of its own. */
    private static final class HivePlugin implements Plugin {
        @Override
        public Iterable<ConnectorFactory> getConnectorFactories() {
            return ImmutableList.of(new HiveConnectorFactory("hive"));
        }
    }

    private static Map<String, String> serverProperties() {
        var heap = Runtime.getRuntime().maxMemory();
        var properties = new HashMap<String, String>();
        // as in Athena, 0.33 is a double
        properties.put("parse-decimal-literals-as-double", "true");
        // a slow reader of a result is no reason to end the query
        properties.put("query.client.timeout", "15m");
        // What a query holds is counted once, but is there three times while an array grows and is copied: with more
        // than this, one
        // aggregate fills the heap.
        properties.put("query.max-memory-per-node", heap * 15 / 100 + "B");
        properties.put("memory.heap-headroom-per-node", heap * 45 / 100 + "B");
        // queries that wait for each other's memory are not worth five minutes
        properties.put("query.low-memory-killer.delay", "5s");
        properties.put("query.max-history", "50");
        return properties;
    }

    private static Map<String, String> commonProperties(EngineOptions options) {
        var properties = new HashMap<String, String>();
        var endpoint = options.endpoint().get().toString();
        properties.put("hive.s3.endpoint", endpoint);
        properties.put("hive.s3.region", options.region());
        properties.put("hive.s3.path-style-access", "true");
        properties.put("hive.s3.ssl.enabled", "false");
        properties.put("hive.s3.aws-access-key", options.accessKeyId());
        properties.put("hive.s3.aws-secret-key", options.secretAccessKey());
        properties.put("hive.metastore.glue.endpoint-url", endpoint);
        properties.put("hive.metastore.glue.region", options.region());
        properties.put("hive.metastore.glue.aws-access-key", options.accessKeyId());
        properties.put("hive.metastore.glue.aws-secret-key", options.secretAccessKey());
        properties.put("hive.metastore.glue.default-warehouse-dir", options.warehouse());
        properties.put("hive.metastore.glue.partitions-segments", "1");
        properties.put("hive.metastore.glue.get-partition-threads", "2");
        properties.put("hive.metastore.glue.read-statistics-threads", "2");
        properties.put("hive.metastore.glue.write-statistics-threads", "2");
        return properties;
    }

    private static Map<String, String> hiveProperties(EngineOptions options) {
        var properties = commonProperties(options);
        properties.put("hive.metastore", "glue");
        properties.put("hive.security", "allow-all");
        properties.put("hive.non-managed-table-writes-enabled", "true");
        properties.put("hive.iceberg-catalog-name", "iceberg");
        properties.put("hive.hive-views.enabled", "true");
        properties.put("hive.partition-projection-enabled", "true");
        try {
            properties.put(
                    "hive.config.resources",
                    HadoopBlocks.configuration(options.scratch()).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // the other one is taken to need 64 MB a partition
        properties.put("parquet.optimized-writer.enabled", "true");
        return properties;
    }

    private static Map<String, String> icebergProperties(EngineOptions options) {
        var properties = commonProperties(options);
        properties.put("iceberg.catalog.type", "glue");
        properties.put("iceberg.hive-catalog-name", "awsdatacatalog");
        // every commit would leave a copy of the table in the catalog
        properties.put("iceberg.glue.skip-archive", "true");
        return properties;
    }

    @Override
    public Execution start(Statement statement) {
        return client.start(statement);
    }

    @Override
    public URI endpoint() {
        return server.getBaseUrl();
    }

    /** What the client protocol does not tell. */
    private EngineStats.AtEnd atEnd(String queryId) {
        try {
            var stats = server.getQueryManager()
                    .getFullQueryInfo(new QueryId(queryId))
                    .getQueryStats();
            return new EngineStats.AtEnd(
                    stats.getPlanningTime().toMillis(),
                    stats.getOutputPositions(),
                    stats.getOutputDataSize().toBytes());
        } catch (NoSuchElementException e) {
            return EngineStats.AtEnd.UNKNOWN; // it failed before it was planned, or has been forgotten
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
