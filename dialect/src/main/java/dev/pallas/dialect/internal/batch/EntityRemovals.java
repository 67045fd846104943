package dev.pallas.dialect.internal.batch;

import org.hibernate.engine.jdbc.batch.spi.BatchKey;

/**
 * The key of all removals of entities of a flush. Hibernate takes parents and children in turns, because elsewhere foreign keys ask for the children first;
 * here nothing does, and rows of entities that are removed have nothing to do with each other.
 */
enum EntityRemovals implements PartedKey {
    KEY;

    @Override
    public int order(BatchKey part) {
        return 0;
    }

    @Override
    public String toLoggableString() {
        return "removals";
    }
}
