package dev.pallas.reactive.hibernate;

import dev.pallas.dialect.AthenaDialect;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.service.spi.ServiceContributor;

/** Offers Hibernate Reactive our pool, schema tool and batch size. Each of them stands back when the URL is not Athena's. */
public final class AthenaServiceContributor implements ServiceContributor {

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        if (HibernateReactive.isPresent()) {
            Initiators.add(builder);
            batchByDefault(builder);
        }
    }

    /** Hibernate Reactive asks no dialect for its batch size: without the setting each entity would become a statement. */
    private static void batchByDefault(StandardServiceRegistryBuilder builder) {
        if (AthenaConfiguration.isAthena(builder.getSettings())
                && !builder.getSettings().containsKey(BatchSettings.STATEMENT_BATCH_SIZE)) {
            builder.applySetting(BatchSettings.STATEMENT_BATCH_SIZE, AthenaDialect.BATCH_SIZE);
        }
    }

    /** A class of its own, so that it is loaded only where Hibernate Reactive is. */
    private static final class Initiators {
        static void add(StandardServiceRegistryBuilder builder) {
            builder.addInitiator(AthenaPoolInitiator.INSTANCE);
            builder.addInitiator(AthenaPoolConfigurationInitiator.INSTANCE);
            builder.addInitiator(AthenaSchemaToolInitiator.INSTANCE);
            builder.addInitiator(AthenaBulkMutationInitiator.INSTANCE);
        }
    }
}
