package dev.pallas.local.internal.engine;

import io.airlift.units.DataSize;
import io.trino.plugin.hive.HiveStorageFormat;
import java.util.Set;

/**
 * What the engine takes a writer of text, JSON or Avro to need: 8 to 64 MB for each partition, whatever it writes, so that a query that may
 * hold less than a gigabyte would not write the 100 partitions that Athena allows. What they hold is a buffer.
 */
final class WriterMemory {
    private static final DataSize BUFFER = DataSize.of(512, DataSize.Unit.KILOBYTE);
    /** The writers of these measure what they hold. */
    private static final Set<HiveStorageFormat> MEASURED = Set.of(HiveStorageFormat.ORC, HiveStorageFormat.PARQUET);

    private WriterMemory() {}

    /** Corrects it for this JVM. */
    static void correct() {
        try {
            // there is no setting for it
            var estimate = HiveStorageFormat.class.getDeclaredField("estimatedWriterMemoryUsage");
            estimate.setAccessible(true);
            for (var format : HiveStorageFormat.values()) {
                if (!MEASURED.contains(format)) {
                    estimate.set(format, BUFFER);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the engine's estimates are not where they were", e);
        }
    }
}
