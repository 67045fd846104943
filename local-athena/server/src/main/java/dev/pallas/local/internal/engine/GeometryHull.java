package dev.pallas.local.internal.engine;

import com.esri.core.geometry.ogc.OGCGeometry;
import io.airlift.slice.Slice;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.AggregationFunction;
import io.trino.spi.function.AggregationState;
import io.trino.spi.function.CombineFunction;
import io.trino.spi.function.InputFunction;
import io.trino.spi.function.OutputFunction;
import io.trino.spi.function.SqlType;

/** The convex hull of all geometries. */
@AggregationFunction("convex_hull_agg")
public final class GeometryHull {
    private GeometryHull() {}

    @InputFunction
    public static void input(@AggregationState GeometryState state, @SqlType("Geometry") Slice input) {
        Geometries.add(state, input, OGCGeometry::convexHull);
    }

    @CombineFunction
    public static void combine(@AggregationState GeometryState state, @AggregationState GeometryState other) {
        Geometries.add(state, other.getGeometry(), OGCGeometry::convexHull);
    }

    @OutputFunction("Geometry")
    public static void output(@AggregationState GeometryState state, BlockBuilder out) {
        Geometries.write(state, out);
    }
}
