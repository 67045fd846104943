package dev.pallas.it;

import dev.pallas.local.LocalAthena;
import dev.pallas.local.Tpch;

/**
 * The one local-athena of the build, the same that {@code @LocalAthena(tpch = TINY, verifySignatures = true)} gives. It starts when the
 * first test asks for it and ends with the JVM of the tests, through the shutdown hook of {@link LocalAthena}. It has the data catalog
 * {@code tpch}, and verifies signatures.
 */
public final class LocalAthenaServer {
    private static final LocalAthena.Builder WANTED =
            LocalAthena.builder().tpch(Tpch.TINY).verifySignatures(true);

    private LocalAthenaServer() {}

    public static LocalAthena get() {
        return WANTED.shared();
    }
}
