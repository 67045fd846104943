package dev.pallas.examples.reactive;

import dev.pallas.reactive.AthenaProperties;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** What the application asks of many rows: through the Vert.x SQL client. */
public final class Report {
    /** Rows that are read at a time. */
    private static final int FETCH = 1000;

    private final Pool pool;

    public Report(Pool pool) {
        this.pool = pool;
    }

    /** The weight of all birds of each place that together weigh more than some grams. */
    public Future<Map<String, BigDecimal>> gramsByPlace(BigDecimal least) {
        return pool.preparedQuery(
                        "SELECT place, sum(grams) AS grams FROM sighting GROUP BY place HAVING sum(grams) > ?")
                .execute(Tuple.of(least))
                .map(rows -> {
                    Map<String, BigDecimal> grams = new TreeMap<>();
                    rows.forEach(row -> grams.put(row.getString("place"), row.getBigDecimal("grams")));
                    return grams;
                });
    }

    /** The heaviest sighting, of any number of them: rows are streamed, not kept. */
    public Future<BigDecimal> heaviest() {
        return pool.withConnection(this::heaviest);
    }

    private Future<BigDecimal> heaviest(SqlConnection connection) {
        return connection.prepare("SELECT grams FROM sighting").compose(statement -> {
            Promise<BigDecimal> result = Promise.promise();
            var heaviest = new BigDecimal[] {BigDecimal.ZERO};
            statement
                    .createStream(FETCH, Tuple.tuple())
                    .exceptionHandler(result::tryFail)
                    .endHandler(end -> result.complete(heaviest[0]))
                    .handler(row -> heaviest[0] = heaviest[0].max(row.getBigDecimal(0)));
            return result.future();
        });
    }

    /** What Athena bills for counting the rows. */
    public Future<Long> bytesScannedByCounting() {
        return pool.query("SELECT count(*) FROM sighting")
                .execute()
                .map(rows ->
                        rows.property(AthenaProperties.QUERY_INFO).statistics().dataScannedInBytes());
    }

    /** The names of all birds, by the collector of one's choice. */
    public Future<java.util.Set<String>> birds() {
        return pool.query("SELECT DISTINCT bird FROM sighting")
                .collecting(java.util.stream.Collectors.mapping(
                        (Row row) -> row.getString("bird"), java.util.stream.Collectors.toSet()))
                .execute()
                .map(result -> result.value());
    }
}
