package dev.pallas.dialect.internal.temporal;

import dev.pallas.dialect.AthenaDialect;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.jspecify.annotations.Nullable;

/** Takes out of tables the columns in which other databases keep since when and until when a row was there: an Iceberg table knows without. */
public final class TemporalColumns implements AdditionalMappingContributor {
    @Override
    public void contribute(
            AdditionalMappingContributions contributions,
            InFlightMetadataCollector metadata,
            @Nullable ResourceStreamLocator resources,
            MetadataBuildingContext context) {
        if (metadata.getDatabase().getDialect() instanceof AthenaDialect) {
            for (var table : metadata.collectTableMappings()) {
                table.getColumns()
                        .removeIf(column -> "row start".equals(column.getGeneratedAs())
                                || "row end".equals(column.getGeneratedAs()));
            }
        }
    }
}
