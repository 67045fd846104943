package dev.pallas.reactive.hibernate;

import dev.pallas.driver.AthenaSettings;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.reactive.provider.service.ReactiveImprovedExtractionContextImpl;
import org.hibernate.reactive.provider.service.ReactiveSchemaManagementTool;
import org.hibernate.resource.transaction.spi.DdlTransactionIsolator;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.tool.schema.extract.spi.ExtractionContext;
import org.hibernate.tool.schema.extract.spi.InformationExtractor;
import org.hibernate.tool.schema.spi.ExtractionTool;

/**
 * Hibernate Reactive's schema tool, which for {@code update} and {@code validate} reads the tables that are there from the
 * catalog: no query is run for it. The thread that builds the session factory waits for the catalog.
 */
public final class AthenaSchemaTool extends ReactiveSchemaManagementTool {
    private static final long serialVersionUID = 1L;

    private final transient AthenaSettings settings;

    AthenaSchemaTool(AthenaSettings settings) {
        this.settings = settings;
    }

    @Override
    public ExtractionTool getExtractionTool() {
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
