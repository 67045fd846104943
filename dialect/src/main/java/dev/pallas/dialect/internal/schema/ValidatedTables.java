package dev.pallas.dialect.internal.schema;

import dev.pallas.dialect.AthenaDialect;
import dev.pallas.dialect.internal.temporal.IcebergTimeTravel;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.internal.DefaultSchemaFilterProvider;
import org.hibernate.tool.schema.spi.SchemaFilter;

/** Leaves the tables in which Iceberg describes others out of schema validation: no catalog lists them. */
public final class ValidatedTables implements Integrator {
    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        if (factory.getJdbcServices().getDialect() instanceof AthenaDialect) {
            factory.getProperties().putIfAbsent(SchemaToolingSettings.HBM2DDL_FILTER_PROVIDER, new Filters());
        }
    }

    private static final class Filters extends DefaultSchemaFilterProvider {
        @Override
        public SchemaFilter getValidateFilter() {
            return new InCatalog();
        }
    }

    private static final class InCatalog implements SchemaFilter {
        @Override
        public boolean includeNamespace(Namespace namespace) {
            return true;
        }

        @Override
        public boolean includeTable(Table table) {
            return !IcebergTimeTravel.isMetadata(table.getName());
        }

        @Override
        public boolean includeSequence(Sequence sequence) {
            return true;
        }
    }
}
