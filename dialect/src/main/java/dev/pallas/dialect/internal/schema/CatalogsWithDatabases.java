package dev.pallas.dialect.internal.schema;

import dev.pallas.dialect.AthenaDialect;
import dev.pallas.dialect.internal.Refusals;
import org.hibernate.MappingException;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;

/** Refuses tables that are mapped to a catalog and to no database: of a name in two parts the first is the database to Athena. */
public final class CatalogsWithDatabases implements Integrator {
    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        if (!(factory.getJdbcServices().getDialect() instanceof AthenaDialect)) {
            return;
        }
        for (var table : metadata.collectTableMappings()) {
            var name = Names.qualified(table, factory.getSqlStringGenerationContext());
            if (table.isPhysicalTable() && name.getCatalogName() != null && name.getSchemaName() == null) {
                throw new MappingException(Refusals.CATALOG_WITHOUT_DATABASE.formatted(
                        name.getTableName().getText(), name.getCatalogName().getText()));
            }
        }
    }
}
