package dev.pallas.it.reactive.tck;

import io.vertx.ext.unit.TestContext;
import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.tck.TransactionTestBase;
import org.junit.Rule;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class TckTransactionIT extends TransactionTestBase {
    @Rule
    public final Skips skips = new Skips();

    @Override
    protected Pool createPool() {
        return Tck.pool(vertx, 1);
    }

    @Override
    protected Pool nonTxPool() {
        return Tck.pool(vertx, 1);
    }

    @Override
    protected String statement(String... parts) {
        return Tck.statement(parts);
    }

    /** Athena has no TRUNCATE. */
    @Override
    protected void cleanTestTable(TestContext context) {
        var cleaned = context.async();
        getPool()
                .query("DELETE FROM mutable")
                .execute()
                .onComplete(context.asyncAssertSuccess(deleted -> cleaned.complete()));
        cleaned.await();
    }
}
