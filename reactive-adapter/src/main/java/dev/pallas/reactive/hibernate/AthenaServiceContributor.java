package dev.pallas.reactive.hibernate;

import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.spi.ServiceContributor;

/** Offers Hibernate Reactive our pool and schema tool. Each of them stands back when the URL is not Athena's. */
public final class AthenaServiceContributor implements ServiceContributor {

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        if (HibernateReactive.isPresent()) {
            Initiators.add(builder);
        }
    }

    /** A class of its own, so that it is loaded only where Hibernate Reactive is. */
    private static final class Initiators {
        static void add(StandardServiceRegistryBuilder builder) {
            builder.addInitiator(AthenaPoolInitiator.INSTANCE);
            builder.addInitiator(AthenaSchemaToolInitiator.INSTANCE);
        }
    }
}
