package dev.pallas.it.reactive.tck;

import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.tck.CollectorTestBase;
import org.junit.Rule;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class TckCollectorIT extends CollectorTestBase {
    @Rule
    public final Skips skips = new Skips();

    @Override
    protected void initConnector() {
        connector = Tck.connector(vertx, Tck.options());
    }
}
