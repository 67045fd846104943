package dev.pallas.it.reactive;

import dev.pallas.dialect.AthenaDialect;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;

/** Hibernate Reactive on the database of these tests. */
final class Reactive {
    private Reactive() {}

    /** A session factory of a URL, a place for tables and a schema action. */
    static SessionFactory boot(String schemaAction, Class<?>... entities) {
        return boot(ReactiveDatabase.url(), schemaAction, entities);
    }

    static SessionFactory boot(String url, String schemaAction, Class<?>... entities) {
        return boot(Map.of("jakarta.persistence.jdbc.url", url, "hibernate.hbm2ddl.auto", schemaAction), entities);
    }

    /** A session factory of these settings and, unless the URL tells it, the place for tables. */
    static SessionFactory boot(Map<String, Object> more, Class<?>... entities) {
        return boot(more, new ReactiveServiceRegistryBuilder(), entities);
    }

    static SessionFactory boot(
            Map<String, Object> more, StandardServiceRegistryBuilder services, Class<?>... entities) {
        var configuration = new Configuration();
        for (var entity : entities) {
            configuration.addAnnotatedClass(entity);
        }
        Map<String, Object> settings = new HashMap<>(more);
        if (!String.valueOf(settings.get("jakarta.persistence.jdbc.url")).contains("WarehouseLocation=")) {
            settings.put(AthenaDialect.WAREHOUSE_LOCATION, ReactiveDatabase.location());
        }
        settings.forEach(configuration.getProperties()::put);
        return configuration.buildSessionFactory(
                services.applySettings(configuration.getProperties()).build());
    }

    /** Makes the database of these tests. */
    static void createDatabase() {
        var vertx = Vertx.vertx();
        ReactiveDatabase.await(ReactiveDatabase.pool(vertx).close());
        ReactiveDatabase.await(vertx.close());
    }
}
