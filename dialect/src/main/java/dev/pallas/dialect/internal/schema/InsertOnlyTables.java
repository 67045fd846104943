package dev.pallas.dialect.internal.schema;

import dev.pallas.dialect.AthenaDialect;
import dev.pallas.dialect.internal.Refusals;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.HibernateException;
import org.hibernate.MappingException;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.FlushEntityEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;

/**
 * Refuses changes of entities that the mapping keeps in Hive tables, which Athena can only insert into: a {@code @Version} at boot, what is changed when
 * the session is flushed, before any of its statements, so that nothing of the flush is written.
 */
public final class InsertOnlyTables implements Integrator {
    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        if (!(factory.getJdbcServices().getDialect() instanceof AthenaDialect)) {
            return;
        }
        var tables = new HashMap<String, String>();
        for (var entity : metadata.getEntityBindings()) {
            for (var table : tablesOf(entity)) {
                if (!TableDefinition.of(table, metadata).format().isIceberg()) {
                    refuseVersion(entity, table);
                    tables.put(entity.getEntityName(), table.getName());
                }
            }
        }
        if (!tables.isEmpty()) {
            var listener = new Listener(Map.copyOf(tables));
            var listeners = factory.getServiceRegistry().requireService(EventListenerRegistry.class);
            listeners.appendListeners(EventType.FLUSH_ENTITY, listener);
            // what a stateless session does not flush
            listeners.appendListeners(EventType.PRE_UPDATE, listener);
            listeners.appendListeners(EventType.PRE_DELETE, listener);
        }
    }

    /** What only an update could need. */
    private static void refuseVersion(PersistentClass entity, Table table) {
        if (entity.isVersioned() && entity.isMutable()) {
            throw new MappingException(Refusals.VERSION_ON_HIVE.formatted(entity.getEntityName(), table.getName()));
        }
    }

    private static Iterable<Table> tablesOf(PersistentClass entity) {
        return entity.getTableClosure();
    }

    private record Listener(Map<String, String> tables)
            implements FlushEntityEventListener, PreUpdateEventListener, PreDeleteEventListener {
        @Override
        public void onFlushEntity(FlushEntityEvent event) {
            var entry = event.getEntityEntry();
            if (event.hasDirtyProperties() || event.hasDirtyCollection() || entry.getStatus() == Status.DELETED) {
                check(entry.getEntityName());
            }
        }

        @Override
        public boolean onPreUpdate(PreUpdateEvent event) {
            check(event.getPersister().getEntityName());
            return false;
        }

        @Override
        public boolean onPreDelete(PreDeleteEvent event) {
            check(event.getPersister().getEntityName());
            return false;
        }

        private void check(String entity) {
            var table = tables.get(entity);
            if (table != null) {
                throw new HibernateException(Refusals.INSERT_ONLY.formatted(entity, table));
            }
        }
    }
}
