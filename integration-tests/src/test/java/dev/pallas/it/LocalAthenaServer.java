package dev.pallas.it;

import dev.pallas.local.LocalAthena;
import dev.pallas.local.Tpch;

/**
 * The one local-athena of the build. It starts when the first test asks for it and ends with the JVM of the tests, through
 * the shutdown hook of {@link LocalAthena}. It has the data catalog {@code tpch} and verifies signatures.
 */
public final class LocalAthenaServer {
    private LocalAthenaServer() {}

    public static LocalAthena get() {
        return Holder.SERVER;
    }

    private static final class Holder {
        static final LocalAthena SERVER = LocalAthena.builder()
                .tpch(Tpch.TINY)
                .accessKey("integration-tests", "verified-by-every-request")
                .shared();
    }
}
