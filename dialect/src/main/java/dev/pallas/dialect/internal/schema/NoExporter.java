package dev.pallas.dialect.internal.schema;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.Exportable;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.tool.schema.spi.Exporter;

/**
 * Leaves out of the DDL what Athena does not have: indexes and keys of every kind.
 *
 * @param <T> what is left out
 */
public final class NoExporter<T extends Exportable> implements Exporter<T> {
    @Override
    public String[] getSqlCreateStrings(T exportable, Metadata metadata, SqlStringGenerationContext context) {
        return NO_COMMANDS;
    }

    @Override
    public String[] getSqlDropStrings(T exportable, Metadata metadata, SqlStringGenerationContext context) {
        return NO_COMMANDS;
    }
}
