package dev.pallas.dialect.internal.batch;

import org.hibernate.engine.jdbc.batch.spi.BatchKey;

/** The key of a {@link PartedBatch}. */
interface PartedKey extends BatchKey {
    /** When the part of this key of Hibernate's is executed: after those of smaller numbers, and those of the same number that came before. */
    int order(BatchKey part);
}
