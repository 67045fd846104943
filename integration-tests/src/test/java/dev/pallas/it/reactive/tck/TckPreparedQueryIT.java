package dev.pallas.it.reactive.tck;

import dev.pallas.reactive.AthenaConnectOptions;
import io.vertx.ext.unit.TestContext;
import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.tck.PreparedQueryTestBase;
import org.junit.Rule;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class TckPreparedQueryIT extends PreparedQueryTestBase {
    @Rule
    public final Skips skips = new Skips();

    @Override
    protected void initConnector() {
        options = Tck.options();
        connector = Tck.connector(vertx, (AthenaConnectOptions) options);
    }

    @Override
    protected String statement(String... parts) {
        return Tck.statement(parts);
    }

    @Override
    protected boolean cursorRequiresTx() {
        return false;
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

    /** The kit has a text of its own; Athena names the operator that it cannot apply. */
    @Override
    public void setUp(TestContext context) throws Exception {
        msgVerifier = failure -> context.assertTrue(failure.getMessage().contains("TYPE_MISMATCH")
                || failure.getMessage().startsWith("The number of parameters to execute"));
        super.setUp(context);
    }
}
