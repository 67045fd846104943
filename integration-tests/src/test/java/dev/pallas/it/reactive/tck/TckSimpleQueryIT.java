package dev.pallas.it.reactive.tck;

import io.vertx.ext.unit.TestContext;
import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.tck.SimpleQueryTestBase;
import org.junit.Rule;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class TckSimpleQueryIT extends SimpleQueryTestBase {
    @Rule
    public final Skips skips = new Skips();

    @Override
    protected void initConnector() {
        connector = Tck.connector(vertx, Tck.options());
    }

    /** Athena has no TRUNCATE. */
    @Override
    protected void cleanTestTable(TestContext context) {
        var cleaned = context.async();
        connect(context.asyncAssertSuccess(connection -> connection
                .query("DELETE FROM mutable")
                .execute()
                .compose(deleted -> connection.close())
                .onComplete(context.asyncAssertSuccess(closed -> cleaned.complete()))));
        cleaned.await();
    }
}
