package dev.pallas.local.internal.engine;

import io.airlift.slice.Slice;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.AggregationFunction;
import io.trino.spi.function.AggregationState;
import io.trino.spi.function.CombineFunction;
import io.trino.spi.function.InputFunction;
import io.trino.spi.function.OutputFunction;
import io.trino.spi.function.SqlType;
import java.util.function.UnaryOperator;

/** The union of all geometries. */
@AggregationFunction("geometry_union_agg")
public final class GeometryUnion {
    private GeometryUnion() {}

    @InputFunction
    public static void input(@AggregationState GeometryState state, @SqlType("Geometry") Slice input) {
        Geometries.add(state, input, UnaryOperator.identity());
    }

    @CombineFunction
    public static void combine(@AggregationState GeometryState state, @AggregationState GeometryState other) {
        Geometries.add(state, other.getGeometry(), UnaryOperator.identity());
    }

    @OutputFunction("Geometry")
    public static void output(@AggregationState GeometryState state, BlockBuilder out) {
        Geometries.write(state, out);
    }
}
