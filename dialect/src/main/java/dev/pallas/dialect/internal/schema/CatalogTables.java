package dev.pallas.dialect.internal.schema;

import java.util.Locale;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.tool.schema.extract.internal.InformationExtractorJdbcDatabaseMetaDataImpl;
import org.hibernate.tool.schema.extract.spi.ExtractionContext;
import org.hibernate.tool.schema.extract.spi.TableInformation;
import org.jspecify.annotations.Nullable;

/** Finds tables in the catalog, which keeps every name in lower case, also those that the mapping quotes. */
public final class CatalogTables extends InformationExtractorJdbcDatabaseMetaDataImpl {
    /**
     * Looks into a catalog.
     *
     * @param context the connection to ask
     */
    public CatalogTables(ExtractionContext context) {
        super(context);
    }

    /** Hibernate compares the quoted name with what the catalog says, letter by letter. */
    @Override
    public @Nullable TableInformation getTable(
            @Nullable Identifier catalog, @Nullable Identifier schema, Identifier table) {
        return super.getTable(
                catalog, schema, Identifier.toIdentifier(table.getText().toLowerCase(Locale.ROOT), table.isQuoted()));
    }
}
