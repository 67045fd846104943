package dev.pallas.it.dialect;

import dev.pallas.it.LocalAthenaServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Hibernate on a database of its own, with the tables of the given entities and a record of the SQL. */
final class Orm implements AutoCloseable {
    private final List<String> sql = Collections.synchronizedList(new ArrayList<>());
    private final SessionFactory factory;

    private Orm(String database, String schemaAction, Class<?>... entities) {
        var registry = new StandardServiceRegistryBuilder()
                .applySetting("jakarta.persistence.jdbc.url", url(database))
                .applySetting("hibernate.hbm2ddl.auto", schemaAction)
                // a race that a fault makes up is lost again each time
                .applySetting("hibernate.connection.IcebergCommitRetries", "4")
                .applySetting("hibernate.query.hql.json_functions_enabled", "true")
                .applySetting(
                        "hibernate.athena.warehouse_location",
                        LocalAthenaServer.get().warehouseLocation() + database)
                .applySetting("hibernate.session_factory.statement_inspector", (StatementInspector) text -> {
                    sql.add(text);
                    return text;
                })
                .build();
        try {
            var sources = new MetadataSources(registry);
            for (var entity : entities) {
                sources.addAnnotatedClass(entity);
            }
            factory = sources.buildMetadata().buildSessionFactory();
        } catch (RuntimeException | Error failure) {
            StandardServiceRegistryBuilder.destroy(registry);
            throw failure;
        }
    }

    /** With tables that are created now and dropped at the end. */
    static Orm create(String database, Class<?>... entities) {
        execute("create database if not exists " + database + " location '"
                + LocalAthenaServer.get().warehouseLocation() + database + "/'");
        return new Orm(database, "create-drop", entities);
    }

    /** Without any schema action. */
    static Orm boot(String database, Class<?>... entities) {
        return new Orm(database, "none", entities);
    }

    static void execute(String statement) {
        try (var connection = DriverManager.getConnection(url("default"));
                var jdbc = connection.createStatement()) {
            jdbc.execute(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The columns of a table with the types that the catalog has. */
    static Map<String, String> columns(String database, String table) {
        var columns = new LinkedHashMap<String, String>();
        try (var connection = DriverManager.getConnection(url(database));
                var found = connection.getMetaData().getColumns(null, database, table, null)) {
            while (found.next()) {
                columns.put(found.getString("COLUMN_NAME"), found.getString("TYPE_NAME"));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return columns;
    }

    private static String url(String database) {
        return LocalAthenaServer.get().jdbcUrl().replaceFirst("Database=[^;]*", "Database=" + database);
    }

    SessionFactory factory() {
        return factory;
    }

    /** The statements prepared since the last call. */
    List<String> takeSql() {
        var taken = List.copyOf(sql);
        sql.clear();
        return taken;
    }

    <R> R read(Function<Session, R> work) {
        sql.clear();
        return factory.fromSession(work);
    }

    void write(Consumer<Session> work) {
        sql.clear();
        factory.inTransaction(work);
    }

    <R> R writing(Function<Session, R> work) {
        sql.clear();
        return factory.fromTransaction(work);
    }

    /** The rows of a query. */
    List<List<Object>> rows(String hql) {
        return read(session -> session.createSelectionQuery(hql, Object[].class).getResultList().stream()
                .map(Arrays::asList)
                .toList());
    }

    @Override
    public void close() {
        factory.close();
    }
}
