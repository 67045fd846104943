package dev.pallas.local.internal.engine;

import io.airlift.slice.Slice;
import io.trino.geospatial.serde.GeometrySerde;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.AggregationFunction;
import io.trino.spi.function.AggregationState;
import io.trino.spi.function.CombineFunction;
import io.trino.spi.function.InputFunction;
import io.trino.spi.function.OutputFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.VarbinaryType;
import org.jspecify.annotations.Nullable;

/** The union of all geometries. */
@AggregationFunction("geometry_union_agg")
public final class GeometryUnion {
    private GeometryUnion() {}

    @InputFunction
    public static void input(@AggregationState GeometryState state, @SqlType("Geometry") Slice input) {
        add(state, input);
    }

    @CombineFunction
    public static void combine(@AggregationState GeometryState state, @AggregationState GeometryState other) {
        add(state, other.getGeometry());
    }

    @OutputFunction("Geometry")
    public static void output(@AggregationState GeometryState state, BlockBuilder out) {
        var geometry = state.getGeometry();
        if (geometry == null) {
            out.appendNull();
        } else {
            VarbinaryType.VARBINARY.writeSlice(out, geometry);
        }
    }

    private static void add(GeometryState state, @Nullable Slice added) {
        var before = state.getGeometry();
        if (added == null) {
            return;
        }
        var right = GeometrySerde.deserialize(added);
        var left = before == null ? right : GeometrySerde.deserialize(before);
        state.setGeometry(GeometrySerde.serialize(left.union(right)));
    }
}
