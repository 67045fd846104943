package dev.pallas.it.reactive.tck;

import io.vertx.ext.unit.junit.VertxUnitRunner;
import io.vertx.sqlclient.tck.TextDataTypeDecodeTestBase;
import java.math.BigDecimal;
import java.sql.JDBCType;
import org.junit.Rule;
import org.junit.runner.RunWith;

@RunWith(VertxUnitRunner.class)
public class TckTextDataTypeDecodeIT extends TextDataTypeDecodeTestBase {
    @Rule
    public final Skips skips = new Skips();

    @Override
    protected void initConnector() {
        connector = Tck.connector(vertx, Tck.readOptions());
    }

    @Override
    protected JDBCType getNumericJDBCType() {
        return JDBCType.DECIMAL;
    }

    @Override
    protected Class<? extends Number> getNumericClass() {
        return BigDecimal.class;
    }

    @Override
    protected Number getNumericValue(Number value) {
        return new BigDecimal(value.toString());
    }

    @Override
    protected Number getNumericValue(String value) {
        return new BigDecimal(value);
    }
}
