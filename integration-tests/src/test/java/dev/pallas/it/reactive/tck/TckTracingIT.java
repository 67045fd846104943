package dev.pallas.it.reactive.tck;

import io.vertx.core.Vertx;
import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.tck.TracingTestBase;
import org.junit.Rule;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class TckTracingIT extends TracingTestBase {
    @Rule
    public final Skips skips = new Skips();

    @Override
    protected Pool createPool(Vertx vertx) {
        return Tck.pool(vertx, 1);
    }

    @Override
    protected String statement(String... parts) {
        return Tck.statement(parts);
    }

    @Override
    protected boolean isValidDbSystem(String system) {
        return system.equals("athena");
    }
}
