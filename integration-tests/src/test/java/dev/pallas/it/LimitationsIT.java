package dev.pallas.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pallas.it.RefusedMappings.InCatalog;
import dev.pallas.it.RefusedMappings.Joined;
import dev.pallas.it.RefusedMappings.OnHive;
import dev.pallas.it.RefusedMappings.Plain;
import dev.pallas.it.RefusedMappings.ReservedKey;
import dev.pallas.it.RefusedMappings.VersionedOnHive;
import dev.pallas.it.RefusedMappings.WithGenerated;
import dev.pallas.it.RefusedMappings.WithIdentity;
import dev.pallas.it.RefusedMappings.WithSequence;
import dev.pallas.it.RefusedMappings.WithSmallSortable;
import dev.pallas.it.RefusedMappings.WithTable;
import dev.pallas.it.RefusedMappings.WithUuid;
import dev.pallas.it.RefusedMappings.WithXml;
import dev.pallas.reactive.AthenaBuilder;
import dev.pallas.reactive.AthenaConnectOptions;
import io.vertx.core.Vertx;
import jakarta.persistence.LockModeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;
import org.hibernate.reactive.stage.Stage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds {@code docs/limitations.md} and the behaviour together: each row of its tables is refused, and in these words. */
class LimitationsIT {
    private static final Path PAGE = Path.of("..", "docs", "limitations.md");
    private static final String DATABASE = "it_limitations";

    private final Map<String, Check> checks = new LinkedHashMap<>();

    /**
     * What is refused.
     *
     * @param words what the error says, somewhere in its causes
     */
    private record Check(ThrowingCallable action, String words) {}

    LimitationsIT() {
        checks.put("Identity columns", new Check(() -> boot(WithIdentity.class), "GenerationType.UUID"));
        checks.put("Sequence generators", new Check(() -> boot(WithSequence.class), "GenerationType.UUID"));
        checks.put("Table generators", new Check(() -> boot(WithTable.class), "GenerationType.UUID"));
        checks.put(
                "`@SortableId` on a type of less than 64 bits",
                new Check(() -> boot(WithSmallSortable.class), "cannot fill a Integer"));
        checks.put(
                "Identity columns under Hibernate Reactive",
                new Check(() -> build(new ReactiveServiceRegistryBuilder(), Map.of(), WithIdentity.class), "UUID"));
        checks.put(
                "Bulk update that sets columns of two tables, each from the old values of the other",
                new Check(
                        () -> mutation(
                                "update Joined j set j.name = j.extra, j.extra = j.name", Plain.class, Joined.class),
                        "Set them in two updates"));
        checks.put(
                "`on conflict` of anything but the id in an HQL insert into an entity of several tables",
                new Check(
                        () -> mutation(
                                "insert into Joined (id, name, extra) values (1L, 'a', 'b') on conflict (name) do nothing",
                                Plain.class,
                                Joined.class),
                        "upsert the entities"));
        checks.put(
                "HQL `insert .. select` without ids that are UUIDs or `@SortableId`, or of a set operation",
                new Check(
                        () -> mutation("insert into WithUuid (name) select p.name from WithUuid p", WithUuid.class),
                        "Name the id among the attributes"));
        checks.put(
                "HQL insert into an entity of several tables without its id",
                new Check(
                        () -> mutation(
                                "insert into Joined (name, extra) select 'a', 'b' from Plain",
                                Plain.class,
                                Joined.class),
                        "Name the id"));
        checks.put(
                "Query hints that say nothing to Athena",
                new Check(
                        () -> query(session -> session.createQuery("from Plain", Plain.class)
                                .addQueryHint("index=none")
                                .getResultList()),
                        "says nothing to Athena"));
        checks.put(
                "Bulk update whose condition reads what it sets in two tables, under Hibernate Reactive",
                new Check(LimitationsIT::updateSeveralTablesReactive, "Load the entities and change them"));
        checks.put(
                "Pessimistic locks",
                new Check(
                        () -> query(session -> session.createSelectionQuery("from Plain", Plain.class)
                                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                                .getResultList()),
                        "@Version"));
        checks.put(
                "`collate` in HQL",
                new Check(
                        () -> query(session -> session.createSelectionQuery(
                                        "select collate(str(p.id) as de_DE) from Plain p", String.class)
                                .getResultList()),
                        "Athena has no collations"));
        checks.put(
                "`exclude` in a window frame",
                new Check(
                        () -> query(session -> session.createSelectionQuery(
                                        "select sum(p.id) over (order by p.id rows between 1 preceding and current row"
                                                + " exclude ties) from Plain p",
                                        Long.class)
                                .getResultList()),
                        "Athena has no 'exclude'"));
        checks.put("XML functions of HQL", hql("select xmlelement(name foo, 'bar')", "Athena has no XML functions"));
        checks.put(
                "`xmltable` in HQL",
                hql(
                        "select t.name from xmltable('/a' passing cast('<a/>' as xml) columns name String) t",
                        "Athena has no XML functions: 'xmltable'"));
        checks.put(
                "`json_mergepatch` in HQL", hql("select json_mergepatch('{}', '{}')", "by json_set and json_remove"));
        checks.put(
                "Changes of a JSON document at a path with wildcards or filters",
                hql("select json_set('{}', '$.a[*]', 1)", "names and indexes"));
        checks.put(
                "Correlated subqueries that use outer columns of no entity, or of a grouped query, in aggregates, a join's `on` or "
                        + "their own subqueries; or any in `intersect` and `except`",
                hql(
                        "select t.a, (select sum(u.b + t.a) from (select 1 as b) u where u.b < t.a) from (select 1 as a) t",
                        "Athena cannot tie this subquery"));
        checks.put(
                "Lateral left joins with `limit`, on a condition other than `true`",
                hql(
                        "select t.a, z.v from (select 1 as a) t left join lateral (select u.b as v from (select 1 as b) u "
                                + "where u.b < t.a order by u.b limit 1) z on z.v > t.a",
                        "Put the condition into the subquery"));
        checks.put("Embeddables in XML columns", new Check(() -> boot(WithXml.class), "SqlTypes.JSON"));
        checks.put(
                "Generated columns",
                new Check(
                        () -> build(
                                new StandardServiceRegistryBuilder(),
                                Map.of("hibernate.hbm2ddl.auto", "create"),
                                WithGenerated.class),
                        "@Formula"));
        checks.put(
                "Tables without a location",
                new Check(
                        () -> build(
                                new StandardServiceRegistryBuilder(),
                                Map.of(
                                        "jakarta.persistence.jdbc.url",
                                        LocalAthenaServer.get().jdbcUrl().replaceFirst("WarehouseLocation=[^;]*;", ""),
                                        "hibernate.hbm2ddl.auto",
                                        "create",
                                        "hibernate.hbm2ddl.halt_on_error",
                                        "true"),
                                Plain.class),
                        "hibernate.athena.warehouse_location"));
        checks.put(
                "Quoted names and reserved words in a JSON embeddable",
                new Check(
                        () -> build(new StandardServiceRegistryBuilder(), Map.of(), ReservedKey.class),
                        "would write the quotes into the document"));
        checks.put("Rollback after a write (JDBC)", new Check(this::rollBackAfterWrite, "stays written"));
        checks.put("Rollback after a write (Vert.x)", new Check(this::rollBackAfterWriteReactive, "stays written"));
        checks.put("Savepoints", jdbc(Connection::setSavepoint, "avepoint"));
        checks.put(
                "Isolation above read committed",
                jdbc(
                        connection -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE),
                        "isolation"));
        checks.put(
                "Generated keys",
                jdbc(
                        connection -> connection.prepareStatement("SELECT 1", Statement.RETURN_GENERATED_KEYS),
                        "generated keys"));
        checks.put("Stored procedures", jdbc(connection -> connection.prepareCall("{call x()}"), "procedures"));
        checks.put(
                "Update or removal of an entity in a Hive table",
                new Check(
                        () -> build(
                                new StandardServiceRegistryBuilder(),
                                Map.of(),
                                List.of(OnHive.class),
                                factory -> factory.inStatelessTransaction(session -> session.update(new OnHive()))),
                        "Keep it in an Iceberg table"));
        checks.put(
                "`@Version` of an entity in a Hive table",
                new Check(() -> boot(VersionedOnHive.class), "leave the version out"));
        checks.put(
                "Tables of a catalog without a database",
                new Check(() -> boot(InCatalog.class), "Name the database too"));
        checks.put("UPDATE or DELETE of a Hive table", new Check(this::updateHiveTable, "NOT_SUPPORTED"));
        checks.put(
                "Arrays, maps and rows whose text is that of several values (several strings, `null`)",
                new Check(this::getArray, "CAST"));
        checks.put(
                "Updatable result sets",
                jdbc(
                        connection -> connection.createStatement(
                                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE),
                        "CONCUR_READ_ONLY"));
        checks.put(
                "`{call ..}`, and functions in `{fn ..}` that Athena has no like of",
                jdbc(
                        connection -> connection.createStatement().execute("SELECT {fn difference('a', 'b')}"),
                        "{fn difference"));
    }

    private static Check hql(String hql, String words) {
        return new Check(
                () -> build(
                        new StandardServiceRegistryBuilder(),
                        Map.of(
                                "hibernate.query.hql.json_functions_enabled", "true",
                                "hibernate.query.hql.xml_functions_enabled", "true"),
                        List.of(Plain.class),
                        factory -> factory.inTransaction(session ->
                                session.createSelectionQuery(hql, Object.class).getResultList())),
                words);
    }

    @Test
    void eachRowOfThePageHasACheckAndEachCheckARow() throws IOException {
        assertThat(rowsOfPage()).containsExactlyElementsOf(checks.keySet());
    }

    @TestFactory
    Stream<DynamicTest> isRefused() {
        return checks.entrySet().stream()
                .map(check -> DynamicTest.dynamicTest(
                        check.getKey(), () -> assertThat(catchThrowable(check.getValue().action))
                                .as(check.getKey())
                                .isNotNull()
                                .hasStackTraceContaining(check.getValue().words)));
    }

    /** The first cells of the tables, in order. */
    private static List<String> rowsOfPage() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.substring(2, line.indexOf(" |", 2)))
                .filter(cell -> !cell.equals("Feature"))
                .toList();
    }

    private interface JdbcAction {
        void run(Connection connection) throws SQLException;
    }

    private static Check jdbc(JdbcAction action, String words) {
        return new Check(() -> withConnection(action), words);
    }

    private static void withConnection(JdbcAction action) throws SQLException {
        try (var connection =
                DriverManager.getConnection(LocalAthenaServer.get().jdbcUrl())) {
            action.run(connection);
        }
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String location(String table) {
        return "'" + LocalAthenaServer.get().warehouseLocation() + DATABASE + "/" + table + "'";
    }

    private static void makeIcebergTable(Connection connection, String table) throws SQLException {
        execute(
                connection,
                "CREATE DATABASE IF NOT EXISTS " + DATABASE + " LOCATION " + location(""),
                "CREATE TABLE IF NOT EXISTS " + DATABASE + "." + table + " (id bigint) LOCATION " + location(table)
                        + " TBLPROPERTIES ('table_type'='ICEBERG')");
    }

    private void rollBackAfterWrite() throws SQLException {
        withConnection(connection -> {
            makeIcebergTable(connection, "rolled_back");
            connection.setAutoCommit(false);
            connection.rollback();
            execute(connection, "INSERT INTO " + DATABASE + ".rolled_back VALUES 1");
            connection.rollback();
        });
    }

    private void rollBackAfterWriteReactive() throws SQLException {
        withConnection(connection -> makeIcebergTable(connection, "rolled_back_reactive"));
        var vertx = Vertx.vertx();
        try {
            var pool = AthenaBuilder.pool()
                    .connectingTo(
                            AthenaConnectOptions.fromUri(LocalAthenaServer.get().jdbcUrl()))
                    .using(vertx)
                    .build();
            pool.getConnection()
                    .compose(connection -> connection.begin().compose(transaction -> connection
                            .query("INSERT INTO " + DATABASE + ".rolled_back_reactive VALUES 1")
                            .execute()
                            .compose(rows -> transaction.rollback())))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void updateHiveTable() throws SQLException {
        withConnection(connection -> execute(
                connection,
                "CREATE DATABASE IF NOT EXISTS " + DATABASE + " LOCATION " + location(""),
                "CREATE EXTERNAL TABLE IF NOT EXISTS " + DATABASE + ".hive (id bigint) STORED AS PARQUET LOCATION "
                        + location("hive"),
                "INSERT INTO " + DATABASE + ".hive VALUES 1",
                "UPDATE " + DATABASE + ".hive SET id = 2"));
    }

    private void getArray() throws SQLException {
        withConnection(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT CAST(split('a,b', ',') AS ARRAY(varchar))")) {
                rows.next();
                rows.getArray(1);
            }
        });
    }

    private static void updateSeveralTablesReactive() {
        build(
                new ReactiveServiceRegistryBuilder(),
                Map.of(),
                List.of(Plain.class, Joined.class),
                factory -> factory.unwrap(Stage.SessionFactory.class)
                        .withTransaction(
                                session -> session.createMutationQuery("update Joined set name = 'x', extra = 'y'"
                                                + " where name = 'a' and extra = 'b'")
                                        .executeUpdate())
                        .toCompletableFuture()
                        .join());
    }

    private interface Query {
        Object run(Session session);
    }

    private static void query(Query query) {
        build(
                new StandardServiceRegistryBuilder(),
                Map.of(),
                List.of(Plain.class),
                factory -> factory.inTransaction(query::run));
    }

    private static void mutation(String hql, Class<?>... entities) {
        build(
                new StandardServiceRegistryBuilder(),
                Map.of(),
                List.of(entities),
                factory -> factory.inTransaction(
                        session -> session.createMutationQuery(hql).executeUpdate()));
    }

    private static void boot(Class<?> entity) {
        build(new StandardServiceRegistryBuilder(), Map.of(), entity);
    }

    private static void build(StandardServiceRegistryBuilder builder, Map<String, Object> settings, Class<?> entity) {
        build(builder, settings, List.of(entity), factory -> {});
    }

    private static void build(
            StandardServiceRegistryBuilder builder,
            Map<String, Object> settings,
            List<Class<?>> entities,
            Consumer<SessionFactory> work) {
        var registry = builder.applySetting(
                        "jakarta.persistence.jdbc.url", LocalAthenaServer.get().jdbcUrl())
                .applySettings(settings)
                .build();
        var sources = new MetadataSources(registry);
        entities.forEach(sources::addAnnotatedClass);
        try (var factory = sources.buildMetadata().buildSessionFactory()) {
            work.accept(factory);
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
    }
}
