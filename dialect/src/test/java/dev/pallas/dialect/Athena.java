package dev.pallas.dialect;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.SelectionQuery;

/** Hibernate booted with the dialect and no database; gives the SQL that it would send. */
final class Athena implements AutoCloseable {
    private final StubConnections connections;
    private final Metadata metadata;
    private final SessionFactory factory;

    private Athena(StubConnections connections, Metadata metadata) {
        this.connections = connections;
        this.metadata = metadata;
        factory = metadata.buildSessionFactory();
    }

    static Athena of(Class<?>... entities) {
        return of(Map.of(), entities);
    }

    static Athena of(Map<String, Object> settings, Class<?>... entities) {
        var connections = new StubConnections();
        return new Athena(connections, metadata(connections, settings, entities));
    }

    static Metadata metadata(StubConnections connections, Map<String, Object> settings, Class<?>... entities) {
        var sources = new MetadataSources(registry(connections, settings));
        for (var entity : entities) {
            sources.addAnnotatedClass(entity);
        }
        return sources.buildMetadata();
    }

    private static StandardServiceRegistry registry(StubConnections connections, Map<String, Object> settings) {
        return new StandardServiceRegistryBuilder()
                .applySetting("hibernate.dialect", "Athena")
                .applySetting("hibernate.boot.allow_jdbc_metadata_access", "false")
                .applySetting("hibernate.connection.provider_class", connections)
                .applySettings(settings)
                .build();
    }

    /** With the classes of an XML mapping. */
    static Athena mapped(String classes) {
        var connections = new StubConnections();
        var mapping =
                "<hibernate-mapping xmlns='http://www.hibernate.org/xsd/orm/hbm'>" + classes + "</hibernate-mapping>";
        var sources = new MetadataSources(registry(connections, Map.of()))
                .addInputStream(new ByteArrayInputStream(mapping.getBytes(StandardCharsets.UTF_8)));
        return new Athena(connections, sources.buildMetadata());
    }

    SessionFactory factory() {
        return factory;
    }

    Metadata metadata() {
        return metadata;
    }

    StubConnections connections() {
        return connections;
    }

    /** The one statement that a query becomes. */
    String sql(String hql) {
        return sql(hql, query -> {});
    }

    String sql(String hql, Consumer<SelectionQuery<?>> setUp) {
        return factory.fromStatelessSession(session -> {
            var query = session.createSelectionQuery(hql, Object.class);
            setUp.accept(query);
            query.getResultList();
            return only(connections.takeSql());
        });
    }

    /** The statements that a bulk update, delete or insert becomes. */
    List<String> mutation(String hql, Consumer<MutationQuery> setUp) {
        return factory.fromStatelessTransaction(session -> {
            var query = session.createMutationQuery(hql);
            setUp.accept(query);
            query.executeUpdate();
            return connections.takeSql();
        });
    }

    List<String> mutation(String hql) {
        return mutation(hql, query -> {});
    }

    /** The statements of some work in a session without a persistence context. */
    List<String> stateless(Consumer<StatelessSession> work) {
        factory.inStatelessTransaction(work);
        return connections.takeSql();
    }

    private static String only(List<String> statements) {
        if (statements.size() != 1) {
            throw new AssertionError("not one statement: " + statements);
        }
        return statements.get(0);
    }

    @Override
    public void close() {
        factory.close();
    }
}
