package dev.pallas.reactive.hibernate;

import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.id.IdentityGenerator;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.Stateful;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.state.internal.NativeTemporalStateManagement;
import org.hibernate.persister.state.internal.StandardStateManagement;
import org.hibernate.reactive.provider.impl.ReactiveModeCheck;

/**
 * What has to be said of mappings before Hibernate Reactive sees them, and after. It refuses identity columns at boot: Hibernate Reactive
 * puts its own generator in the place where the dialect would refuse, and would find out with the first insert.
 */
public final class AthenaIntegrator implements Integrator {

    @Override
    public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
        if (HibernateReactive.isPresent()
                && Reactive.is(factory)
                && HibernateReactive.isAthena(factory.getJdbcServices().getDialect())) {
            readTemporalTablesAsTheyAre(metadata);
            factory.addObserver(new IdentityCheck());
        }
    }

    /**
     * Hibernate Reactive has no sessions at an instant and does not know temporal entities. Where Iceberg keeps the history, they are as any
     * other in a session without an instant.
     */
    private static void readTemporalTablesAsTheyAre(Metadata metadata) {
        Stream.concat(metadata.getEntityBindings().stream(), metadata.getCollectionBindings().stream())
                .filter(Stateful.class::isInstance)
                .map(Stateful.class::cast)
                .filter(table -> table.getStateManagementType() == NativeTemporalStateManagement.class)
                .forEach(table -> table.setStateManagementType(StandardStateManagement.class));
    }

    private static final class IdentityCheck implements SessionFactoryObserver {
        private static final long serialVersionUID = 1L;

        @Override
        public void sessionFactoryCreated(SessionFactory created) {
            var factory = created.unwrap(SessionFactoryImplementor.class);
            factory.getMappingMetamodel().forEachEntityDescriptor(entity -> check(factory, entity));
        }

        private static void check(SessionFactoryImplementor factory, EntityPersister entity) {
            if (entity.getGenerator() instanceof IdentityGenerator) {
                // throws what the dialect has to say
                var unused = factory.getJdbcServices()
                        .getDialect()
                        .getIdentityColumnSupport()
                        .buildGetGeneratedKeysDelegate(entity);
            }
        }
    }

    /** A class of its own, so that it is loaded only where Hibernate Reactive is. */
    private static final class Reactive {
        static boolean is(SessionFactoryImplementor factory) {
            return ReactiveModeCheck.isReactiveRegistry(factory.getServiceRegistry());
        }
    }
}
