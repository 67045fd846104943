package dev.pallas.it.reactive.tck;

import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.tck.NullValueEncodeTestBase;
import org.junit.Rule;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class TckNullValueEncodeIT extends NullValueEncodeTestBase {
    @Rule
    public final Skips skips = new Skips();

    @Override
    protected void initConnector() {
        connector = Tck.connector(vertx, Tck.options());
    }

    @Override
    protected String statement(String... parts) {
        return Tck.statement(parts);
    }
}
