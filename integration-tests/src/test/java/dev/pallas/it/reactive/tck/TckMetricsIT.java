package dev.pallas.it.reactive.tck;

import dev.pallas.reactive.AthenaBuilder;
import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.tck.MetricsTestBase;
import org.junit.Rule;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class TckMetricsIT extends MetricsTestBase {
    @Rule
    public final Skips skips = new Skips();

    @Override
    protected SqlConnectOptions connectOptions() {
        return Tck.options();
    }

    @Override
    protected ClientBuilder<Pool> poolBuilder() {
        return AthenaBuilder.pool().connectingTo(connectOptions());
    }

    @Override
    protected String statement(String... parts) {
        return Tck.statement(parts);
    }
}
