package dev.pallas.local.internal.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Completes what is told of a table by what its entry in the catalog does not hold. Called by many threads. */
@FunctionalInterface
public interface TableView {
    /**
     * Completes a table.
     *
     * @param table as Glue tells it; changed in place
     */
    void complete(ObjectNode table);
}
