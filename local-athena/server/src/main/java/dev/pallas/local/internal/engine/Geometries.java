package dev.pallas.local.internal.engine;

import com.esri.core.geometry.ogc.OGCGeometry;
import io.airlift.slice.Slice;
import io.trino.geospatial.serde.GeometrySerde;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.VarbinaryType;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the aggregations of geometries have in common: the union of those seen so far, of which each keeps something. */
final class Geometries {
    private Geometries() {}

    /**
     * Adds a geometry.
     *
     * @param added null for none, which changes nothing
     * @param kept what is kept of the union
     */
    static void add(GeometryState state, @Nullable Slice added, UnaryOperator<OGCGeometry> kept) {
        if (added == null) {
            return;
        }
        var before = state.getGeometry();
        var right = GeometrySerde.deserialize(added);
        var left = before == null ? right : GeometrySerde.deserialize(before);
        state.setGeometry(GeometrySerde.serialize(kept.apply(left.union(right))));
    }

    /** NULL when there was no geometry. */
    static void write(GeometryState state, BlockBuilder out) {
        var geometry = state.getGeometry();
        if (geometry == null) {
            out.appendNull();
        } else {
            VarbinaryType.VARBINARY.writeSlice(out, geometry);
        }
    }
}
