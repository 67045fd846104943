package dev.pallas.it.reactive;

import dev.pallas.dialect.AthenaDialect;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.SessionFactory;
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
        var configuration = new Configuration();
        for (var entity : entities) {
            configuration.addAnnotatedClass(entity);
        }
        Map<String, Object> settings = new HashMap<>();
        settings.put("jakarta.persistence.jdbc.url", url);
        settings.put("hibernate.hbm2ddl.auto", schemaAction);
        settings.put(AthenaDialect.WAREHOUSE_LOCATION, ReactiveDatabase.location());
        settings.forEach(configuration.getProperties()::put);
        return configuration.buildSessionFactory(new ReactiveServiceRegistryBuilder()
                .applySettings(configuration.getProperties())
                .build());
    }

    /** Makes the database of these tests. */
    static void createDatabase() {
        var vertx = Vertx.vertx();
        ReactiveDatabase.await(ReactiveDatabase.pool(vertx).close());
        ReactiveDatabase.await(vertx.close());
    }
}
