package dev.pallas.local.internal.engine;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What an engine needs to know to run on this process's own catalog and storage.
 *
 * @param endpoint of Glue and S3; asked for when the engine is about to use it, so that both can start at the same time
 * @param scratch a folder for what the engine writes besides tables
 * @param warehouse the location of databases that name none
 * @param tpch true to offer the catalog {@code tpch}, a generator of the TPC-H tables
 */
public record EngineOptions(
        Supplier<URI> endpoint,
        String region,
        String accessKeyId,
        String secretAccessKey,
        Path scratch,
        String warehouse,
        boolean tpch) {
    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "EngineOptions[scratch=%s, tpch=%s]".formatted(scratch, tpch);
    }
}
