package dev.pallas.reactive.internal;

import io.vertx.sqlclient.impl.ParamDesc;
import io.vertx.sqlclient.impl.PreparedStatement;
import io.vertx.sqlclient.impl.RowDesc;
import io.vertx.sqlclient.impl.TupleInternal;
import org.jspecify.annotations.Nullable;

/** A text to be run with values. Athena is not asked: it tells of a wrong text when it is run. */
record AthenaPreparedStatement(String sql) implements PreparedStatement {
    @Override
    public ParamDesc paramDesc() {
        return new ParamDesc();
    }

    @Override
    public RowDesc rowDesc() {
        return AthenaRowDesc.EMPTY;
    }

    /** {@code null}: any values will do here; the driver checks them against the markers of the text. */
    @Override
    public @Nullable String prepare(TupleInternal values) {
        return null;
    }
}
