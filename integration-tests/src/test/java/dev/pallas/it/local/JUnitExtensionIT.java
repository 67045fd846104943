package dev.pallas.it.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.pallas.it.LocalAthenaServer;
import dev.pallas.local.Tpch;
import dev.pallas.local.junit.DatabaseName;
import dev.pallas.local.junit.Endpoint;
import dev.pallas.local.junit.JdbcUrl;
import dev.pallas.local.junit.LocalAthena;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The extension for JUnit, used as an application uses it, and in test plans of its own to see how they end. */
@LocalAthena(tpch = Tpch.TINY, verifySignatures = true, freshDatabase = true)
class JUnitExtensionIT {
    /** What the classes below were given; they run in this JVM. */
    private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

    private static dev.pallas.local.LocalAthena shared;

    private dev.pallas.local.LocalAthena athena;

    @JdbcUrl
    private String url;

    @DatabaseName
    private String database;

    @BeforeAll
    static void allIsThereBeforeTheFirstTest(@DatabaseName String database) {
        assertThat(shared).isSameAs(LocalAthenaServer.get());
        assertThat(database).startsWith("junitextensionit_");
    }

    @Test
    void fieldsAndParametersAreGiven(
            dev.pallas.local.LocalAthena parameter,
            @Endpoint(Endpoint.Service.ATHENA) URI athenaEndpoint,
            @Endpoint(Endpoint.Service.GLUE) URI glueEndpoint,
            @Endpoint(Endpoint.Service.S3) URI s3Endpoint) {
        assertThat(parameter).isSameAs(athena).isSameAs(shared);
        assertThat(athenaEndpoint).isEqualTo(athena.athenaEndpoint());
        assertThat(glueEndpoint).isEqualTo(athena.glueEndpoint());
        assertThat(s3Endpoint).isEqualTo(athena.s3Endpoint());
    }

    @Test
    void theDatabaseIsThereAndTheUrlLeadsToIt(@JdbcUrl String parameter) throws SQLException {
        assertThat(parameter).isEqualTo(url).isEqualTo(athena.jdbcUrl(database));
        assertThat(count(url, "fresh")).isEqualTo(1);
    }

    /** Creates a table with one row where the URL leads to, and counts. */
    private static long count(String url, String table) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE " + table + " AS SELECT 1 AS x");
            try (var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void argumentsAndWhatIsGivenStandSideBySide(String argument, @DatabaseName String parameter) {
        assertThat(argument).isIn("a", "b");
        assertThat(parameter).isEqualTo(database);
    }

    @Nested
    class Inside {
        @DatabaseName
        private String inner;

        @Test
        void hasWhatTheOuterClassHas(@JdbcUrl String parameter) {
            assertThat(inner).isEqualTo(database);
            assertThat(parameter).isEqualTo(url);
        }
    }

    @Nested
    @LocalAthena(tpch = Tpch.TINY, verifySignatures = true, freshDatabase = true)
    class InsideWithItsOwn {
        @Test
        void hasADatabaseOfItsOwn(@DatabaseName String own, dev.pallas.local.LocalAthena server) {
            assertThat(own).startsWith("insidewithitsown_").isNotEqualTo(database);
            assertThat(server).isSameAs(athena);
        }
    }

    @Test
    void aFreshDatabaseGoesWithItsClass() {
        assertThat(run(One.class)).isEmpty();
        var name = SEEN.remove();
        assertThat(name).startsWith("one_");
        assertThat(databases()).doesNotContain(name).contains(database);
    }

    @Test
    void aServerThatRanBeforeRunsAfter() {
        assertThat(run(One.class)).isEmpty();
        SEEN.clear();
        assertThat(LocalAthenaServer.get().pid()).isEqualTo(athena.pid());
        assertThat(ProcessHandle.of(athena.pid())).isPresent();
    }

    @Test
    void classesInParallelShareTheServerAndNothingElse() {
        assertThat(run(One.class, Two.class, PerClass.class)).isEmpty();
        assertThat(SEEN).hasSize(3).doesNotHaveDuplicates();
        SEEN.clear();
    }

    @Test
    void systemPropertiesAreSetUntilThePlanEnds() {
        var before = System.getProperty("aws.region");
        assertThat(run(WithProperties.class)).isEmpty();
        assertThat(SEEN).containsExactly(athena.athenaEndpoint().toString(), athena.jdbcUrl(), athena.accessKeyId());
        SEEN.clear();
        assertThat(System.getProperty("aws.region")).isEqualTo(before);
        assertThat(System.getProperty("pallas.local.jdbcUrl")).isNull();
    }

    @Test
    void aFieldOfTheWrongTypeIsSaid() {
        assertThat(run(WrongType.class))
                .singleElement()
                .asString()
                .contains("must be of the type java.lang.String, not java.net.URI.");
    }

    @Test
    void aFinalFieldIsSaid() {
        assertThat(run(FinalField.class)).singleElement().asString().contains("cannot be set: make it non-final.");
    }

    private static List<String> databases() {
        return Athena.api()
                .listDatabases(request -> request.catalogName("AwsDataCatalog"))
                .join()
                .databaseList()
                .stream()
                .map(each -> each.name())
                .toList();
    }

    /** Runs test classes in a plan of their own, in parallel; what failed is returned. */
    private static List<String> run(Class<?>... classes) {
        var failures = new ConcurrentLinkedQueue<String>();
        LauncherFactory.create().execute(plan(classes), new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(failure -> failures.add(String.valueOf(failure.getMessage())));
            }
        });
        return new ArrayList<>(failures);
    }

    private static LauncherDiscoveryRequest plan(Class<?>... classes) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(classes).map(type -> selectClass(type)).toList())
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .build();
    }

    @LocalAthena(tpch = Tpch.TINY, verifySignatures = true, freshDatabase = true)
    static class One {
        @Test
        void seesItsDatabase(@DatabaseName String database, @JdbcUrl String url) throws SQLException {
            SEEN.add(database);
            assertThat(databases()).contains(database);
            assertThat(count(url, "dropped_with_it")).isEqualTo(1);
        }
    }

    @LocalAthena(tpch = Tpch.TINY, verifySignatures = true, freshDatabase = true)
    static class Two {
        @DatabaseName
        private String database;

        @BeforeEach
        void see() {
            SEEN.add(database);
        }

        @Test
        void seesItsDatabase() {
            assertThat(databases()).contains(database);
        }
    }

    @LocalAthena(tpch = Tpch.TINY, verifySignatures = true, freshDatabase = true)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClass {
        private final String database;

        PerClass(@DatabaseName String database) {
            this.database = database;
        }

        @Test
        void seesItsDatabase() {
            SEEN.add(database);
            assertThat(databases()).contains(database);
        }
    }

    @LocalAthena(tpch = Tpch.TINY, verifySignatures = true, systemProperties = true)
    static class WithProperties {
        @Test
        void sees() {
            SEEN.add(System.getProperty("aws.endpointUrlAthena"));
            SEEN.add(System.getProperty("pallas.local.jdbcUrl"));
            SEEN.add(System.getProperty("aws.accessKeyId"));
        }
    }

    @LocalAthena(tpch = Tpch.TINY, verifySignatures = true)
    static class WrongType {
        @JdbcUrl
        private URI url;

        @Test
        void never() {
            SEEN.add(url.toString());
        }
    }

    @LocalAthena(tpch = Tpch.TINY, verifySignatures = true)
    static class FinalField {
        @JdbcUrl
        private final String url = String.valueOf((Object) null);

        @Test
        void never() {
            SEEN.add(url);
        }
    }
}
