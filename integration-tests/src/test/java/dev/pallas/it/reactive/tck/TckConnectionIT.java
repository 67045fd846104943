package dev.pallas.it.reactive.tck;

import io.vertx.ext.unit.TestContext;
import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.spi.DatabaseMetadata;
import io.vertx.sqlclient.tck.ConnectionTestBase;
import org.junit.Rule;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class TckConnectionIT extends ConnectionTestBase {
    @Rule
    public final Skips skips = new Skips();

    @Override
    public void setUp() throws Exception {
        super.setUp();
        options = Tck.options();
        connector = Tck.connector(vertx, Tck.options());
    }

    @Override
    protected void validateDatabaseMetaData(TestContext context, DatabaseMetadata metadata) {
        context.assertEquals("Amazon Athena", metadata.productName());
        context.assertEquals(3, metadata.majorVersion());
    }
}
