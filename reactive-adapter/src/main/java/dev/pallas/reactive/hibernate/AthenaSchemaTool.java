package dev.pallas.reactive.hibernate;

import dev.pallas.driver.AthenaSettings;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.reactive.provider.service.ReactiveImprovedExtractionContextImpl;
import org.hibernate.reactive.provider.service.ReactiveSchemaManagementTool;
import org.hibernate.resource.transaction.spi.DdlTransactionIsolator;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.tool.schema.extract.spi.ExtractionContext;
import org.hibernate.tool.schema.extract.spi.InformationExtractor;
import org.hibernate.tool.schema.spi.ExtractionTool;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate Reactive's schema tool, which runs each statement when it is given and tells of one that fails, and which for {@code update} and
 * {@code validate} reads the tables that are there from the catalog: no query is run for it. The thread that builds or closes the session
 * factory waits.
 */
public final class AthenaSchemaTool extends ReactiveSchemaManagementTool {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable AthenaSettings settings;

    /** The settings are {@code null} where there is no URL, because the application hands in a pool. */
    AthenaSchemaTool(@Nullable AthenaSettings settings) {
        this.settings = settings;
    }

    @Override
    public void injectServices(ServiceRegistryImplementor registry) {
        super.injectServices(registry);
        setCustomDatabaseGenerationTarget(new AthenaGenerationTarget(registry));
    }

    @Override
    public ExtractionTool getExtractionTool() {
        if (settings == null) {
            throw new SchemaManagementException("The tables of Athena's catalog are read through the URL: set "
                    + AvailableSettings.JAKARTA_JDBC_URL + " besides the pool, to update or validate the schema");
        }
        return new CatalogExtraction(settings);
    }

    private record CatalogExtraction(AthenaSettings settings) implements ExtractionTool {
        @Override
        public ExtractionContext createExtractionContext(
                ServiceRegistry registry,
                JdbcEnvironment environment,
                SqlStringGenerationContext context,
                DdlTransactionIsolator isolator,
                ExtractionContext.DatabaseObjectAccess access) {
            return new ReactiveImprovedExtractionContextImpl(registry, context, access);
        }

        @Override
        public InformationExtractor createInformationExtractor(ExtractionContext context) {
            return new CatalogInformation(settings, context.getJdbcEnvironment().getIdentifierHelper());
        }
    }
}
