package dev.pallas.local.internal.engine;

import io.airlift.slice.Slice;
import io.trino.spi.function.AccumulatorState;
import org.jspecify.annotations.Nullable;

/** The geometry that an aggregation has so far. */
public interface GeometryState extends AccumulatorState {
    /** Null for none. */
    @Nullable
    Slice getGeometry();

    void setGeometry(@Nullable Slice geometry);
}
