package dev.pallas.reactive.internal;

import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.impl.ErrorMessageFactory;
import io.vertx.sqlclient.impl.ParamDesc;
import io.vertx.sqlclient.impl.PreparedStatement;
import io.vertx.sqlclient.impl.RowDesc;
import io.vertx.sqlclient.impl.TupleInternal;
import org.jspecify.annotations.Nullable;

/**
 * A text to be run with values. Athena is not asked: it tells of a wrong text when it is run.
 *
 * @param sql the text
 * @param parameterCount the markers in it
 * @param options what its runs ask for
 */
record AthenaPreparedStatement(
        String sql, int parameterCount, @Nullable PrepareOptions options) implements PreparedStatement {
    @Override
    public ParamDesc paramDesc() {
        return new ParamDesc();
    }

    @Override
    public RowDesc rowDesc() {
        return AthenaRowDesc.EMPTY;
    }

    /** Tells what is wrong with the values, {@code null} when there are as many as markers. */
    @Override
    public @Nullable String prepare(TupleInternal values) {
        return values.size() == parameterCount
                ? null
                : ErrorMessageFactory.buildWhenArgumentsLengthNotMatched(parameterCount, values.size());
    }
}
