package dev.pallas.dialect.internal.schema;

import java.util.ArrayList;
import org.hibernate.MappingException;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.extract.spi.TableInformation;
import org.hibernate.tool.schema.spi.TableMigrator;

/** Adds the columns that a table lacks, all in one statement. */
public final class AthenaTableMigrator implements TableMigrator {
    @Override
    public String[] getSqlAlterStrings(
            Table table, Metadata metadata, TableInformation existing, SqlStringGenerationContext context) {
        var missing = new ArrayList<String>();
        if (!table.isView()) {
            var definition = TableDefinition.of(table, metadata);
            for (var column : table.getColumns()) {
                if (existing.getColumn(Identifier.toIdentifier(column.getName(), column.isQuoted())) == null) {
                    if (!definition.format().isIceberg() && definition.isPartition(column)) {
                        throw new MappingException("'" + column.getName() + "' is a partition of '" + table.getName()
                                + "', which is there without it. Athena cannot add one: create the table anew.");
                    }
                    missing.add(AthenaTableExporter.column(column, definition.format(), metadata));
                }
            }
        }
        return missing.isEmpty()
                ? new String[0]
                : new String[] {
                    "alter table " + Names.ddl(Names.qualified(table, context)) + " add columns ("
                            + String.join(", ", missing) + ")"
                };
    }
}
