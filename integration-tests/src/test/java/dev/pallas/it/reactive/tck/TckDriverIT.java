package dev.pallas.it.reactive.tck;

import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.tck.DriverTestBase;
import org.junit.Rule;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class TckDriverIT extends DriverTestBase {
    @Rule
    public final Skips skips = new Skips();

    @Override
    protected SqlConnectOptions defaultOptions() {
        return Tck.options();
    }
}
