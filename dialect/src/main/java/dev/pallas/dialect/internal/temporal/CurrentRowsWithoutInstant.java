package dev.pallas.dialect.internal.temporal;

import dev.pallas.dialect.AthenaDialect;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.StateManagementSettings;
import org.hibernate.dialect.Dialect;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.temporal.internal.ChangesetCoordinatorImpl;
import org.hibernate.temporal.spi.ChangesetCoordinator;

/**
 * Lets sessions without an instant read the table as it is. Hibernate would read it as of the instant at which the session's transaction began, by the
 * clock of the application: the session would not see its own writes, and a table without a snapshot could not be read at all. Where the
 * instant is the server's own, the translator knows that no instant was asked for and leaves it out.
 */
public final class CurrentRowsWithoutInstant implements ServiceContributor {
    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        builder.addInitiator(new Initiator());
    }

    private static final class Initiator implements StandardServiceInitiator<ChangesetCoordinator> {
        @Override
        public Class<ChangesetCoordinator> getServiceInitiated() {
            return ChangesetCoordinator.class;
        }

        @Override
        public ChangesetCoordinator initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
            var strategy = settings.get(StateManagementSettings.TEMPORAL_TABLE_STRATEGY);
            var isNative = strategy == null
                    || "auto".equalsIgnoreCase(strategy.toString())
                    || "native".equalsIgnoreCase(strategy.toString());
            return isNative ? new Coordinator(registry) : new ChangesetCoordinatorImpl(registry);
        }
    }

    private static final class Coordinator extends ChangesetCoordinatorImpl {
        private static final long serialVersionUID = 1L;
        private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

        Coordinator(ServiceRegistry registry) {
            super(registry);
        }

        /** Only for reading: what writes, such as an audit, keeps one instant for all rows of a transaction. */
        @Override
        public boolean useServerTimestamp(Dialect dialect) {
            return (dialect instanceof AthenaDialect && CALLERS.getCallerClass() == NamedTableReference.class)
                    || super.useServerTimestamp(dialect);
        }
    }
}
