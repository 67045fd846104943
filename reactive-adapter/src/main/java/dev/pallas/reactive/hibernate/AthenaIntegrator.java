package dev.pallas.reactive.hibernate;

import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.id.IdentityGenerator;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.reactive.provider.impl.ReactiveModeCheck;

/**
 * Refuses identity columns at boot. Hibernate Reactive puts its own generator in the place where the dialect would refuse, and
 * would find out with the first insert.
 */
public final class AthenaIntegrator implements Integrator {

    @Override
    public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
        if (HibernateReactive.isPresent()
                && Reactive.is(factory)
                && HibernateReactive.isAthena(factory.getJdbcServices().getDialect())) {
            factory.addObserver(new IdentityCheck());
        }
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
