package dev.pallas.local.internal.engine;

import io.trino.plugin.geospatial.GeoPlugin;
import io.trino.plugin.geospatial.aggregation.ConvexHullAggregation;
import io.trino.plugin.geospatial.aggregation.GeometryUnionAgg;
import io.trino.spi.Plugin;
import io.trino.spi.type.Type;
import java.util.HashSet;
import java.util.Set;

/** The geospatial functions, of an older engine, with aggregations that this one can run. */
final class GeospatialPlugin implements Plugin {
    private final GeoPlugin functions = new GeoPlugin();

    @Override
    public Iterable<Type> getTypes() {
        return functions.getTypes();
    }

    @Override
    public Set<Class<?>> getFunctions() {
        var all = new HashSet<>(functions.getFunctions());
        all.removeAll(Set.of(ConvexHullAggregation.class, GeometryUnionAgg.class));
        all.addAll(Set.of(GeometryHull.class, GeometryUnion.class));
        return all;
    }
}
