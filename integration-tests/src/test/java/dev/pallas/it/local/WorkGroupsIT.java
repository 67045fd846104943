package dev.pallas.it.local;

import static dev.pallas.it.local.Athena.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.it.LocalAthenaServer;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.EngineVersion;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.ResourceNotFoundException;
import software.amazon.awssdk.services.athena.model.S3AclOption;
import software.amazon.awssdk.services.athena.model.Tag;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupState;

/** What work groups are told, tell, and do to queries. */
class WorkGroupsIT {
    private static final AthenaAsyncClient API = Athena.api();
    private static final String OUTPUT = Athena.OUTPUT + "groups/";

    /** A name that no other test has. */
    private static String create(Consumer<WorkGroupConfiguration.Builder> configuration, Tag... tags) {
        var name = "wg_" + UUID.randomUUID();
        API.createWorkGroup(request ->
                        request.name(name).configuration(configuration).tags(tags))
                .join();
        return name;
    }

    private static WorkGroupConfiguration configuration(String name) {
        return API.getWorkGroup(request -> request.workGroup(name))
                .join()
                .workGroup()
                .configuration();
    }

    private static QueryExecution run(String workGroup, String sql) {
        var id = API.startQueryExecution(request -> request.queryString(sql).workGroup(workGroup))
                .join()
                .queryExecutionId();
        return Athena.end(id);
    }

    @Test
    void theWorkGroupOverridesTheRequestIfItInsists() {
        var name = create(group -> group.resultConfiguration(result -> result.outputLocation(OUTPUT)
                .expectedBucketOwner("123456789012")
                .encryptionConfiguration(encryption -> encryption.encryptionOption(EncryptionOption.SSE_S3))
                .aclConfiguration(acl -> acl.s3AclOption(S3AclOption.BUCKET_OWNER_FULL_CONTROL))));

        var execution = Athena.end(Athena.start("SELECT 1", "default", request -> request.workGroup(name)
                .resultConfiguration(c -> c.outputLocation("s3://elsewhere/"))));

        var result = execution.resultConfiguration();
        assertThat(result.outputLocation()).isEqualTo(OUTPUT + execution.queryExecutionId() + ".csv");
        assertThat(result.expectedBucketOwner()).isEqualTo("123456789012");
        assertThat(result.encryptionConfiguration().encryptionOption()).isEqualTo(EncryptionOption.SSE_S3);
        assertThat(result.aclConfiguration().s3AclOption()).isEqualTo(S3AclOption.BUCKET_OWNER_FULL_CONTROL);

        API.updateWorkGroup(request ->
                        request.workGroup(name).configurationUpdates(c -> c.enforceWorkGroupConfiguration(false)))
                .join();
        var own = Athena.end(Athena.start("SELECT 1", "default", request -> request.workGroup(name)));
        assertThat(own.resultConfiguration().outputLocation())
                .isEqualTo(Athena.OUTPUT + own.queryExecutionId() + ".csv");
        assertThat(own.resultConfiguration().encryptionConfiguration()).isNull();
    }

    @Test
    void anUpdateChangesWhatItNames() {
        var name = create(group -> group.bytesScannedCutoffPerQuery(20_000_000L)
                .resultConfiguration(result -> result.outputLocation(OUTPUT)
                        .expectedBucketOwner("123456789012")
                        .encryptionConfiguration(e ->
                                e.encryptionOption(EncryptionOption.SSE_KMS).kmsKey("alias/k"))));
        assertThat(configuration(name).enforceWorkGroupConfiguration()).isTrue();
        assertThat(configuration(name).publishCloudWatchMetricsEnabled()).isTrue();

        API.updateWorkGroup(request -> request.workGroup(name)
                        .description("new")
                        .state(WorkGroupState.DISABLED)
                        .configurationUpdates(c -> c.requesterPaysEnabled(true)
                                .bytesScannedCutoffPerQuery(30_000_000L)
                                .engineVersion(version -> version.selectedEngineVersion("Athena engine version 3"))
                                .resultConfigurationUpdates(result -> result.removeEncryptionConfiguration(true)
                                        .outputLocation(OUTPUT + "other"))))
                .join();

        var group = API.getWorkGroup(request -> request.workGroup(name)).join().workGroup();
        assertThat(group.description()).isEqualTo("new");
        assertThat(group.state()).isEqualTo(WorkGroupState.DISABLED);
        var changed = group.configuration();
        assertThat(changed.bytesScannedCutoffPerQuery()).isEqualTo(30_000_000L);
        assertThat(changed.requesterPaysEnabled()).isTrue();
        assertThat(changed.engineVersion().selectedEngineVersion()).isEqualTo("Athena engine version 3");
        assertThat(changed.resultConfiguration().outputLocation()).isEqualTo(OUTPUT + "other");
        assertThat(changed.resultConfiguration().encryptionConfiguration()).isNull();
        assertThat(changed.resultConfiguration().expectedBucketOwner()).isEqualTo("123456789012");

        API.updateWorkGroup(request -> request.workGroup(name)
                        .configurationUpdates(c -> c.removeBytesScannedCutoffPerQuery(true)
                                .resultConfigurationUpdates(result ->
                                        result.removeOutputLocation(true).removeExpectedBucketOwner(true))))
                .join();
        assertThat(configuration(name).bytesScannedCutoffPerQuery()).isNull();
        assertThat(configuration(name).resultConfiguration().outputLocation()).isNull();
        assertThat(configuration(name).resultConfiguration().expectedBucketOwner())
                .isNull();
    }

    @Test
    void whatCannotBeIsRefused() {
        var name = create(group -> {});

        refused(() -> API.createWorkGroup(request -> request.name(name)).join(), "WorkGroup is already created");
        refused(
                () -> create(group -> group.resultConfiguration(result -> result.outputLocation("/tmp"))),
                "outputLocation is not a valid S3 path.");
        refused(
                () -> create(group -> group.resultConfiguration(result -> result.encryptionConfiguration(
                        encryption -> encryption.encryptionOption(EncryptionOption.CSE_KMS)))),
                "KmsKey is required when EncryptionOption is CSE_KMS");
        refused(
                () -> create(group -> group.engineVersion(v -> v.selectedEngineVersion("PySpark engine version 3"))),
                "Engine version PySpark engine version 3 is not offered; use one of [AUTO, Athena engine version 3]");
        refused(
                () -> create(group -> group.managedQueryResultsConfiguration(managed -> managed.enabled(true))
                        .resultConfiguration(result -> result.outputLocation(OUTPUT))),
                "ResultConfiguration cannot be specified when ManagedQueryResultsConfiguration is enabled");
        refused(
                () -> API.deleteWorkGroup(request -> request.workGroup("primary"))
                        .join(),
                "The primary WorkGroup cannot be deleted");
        refused(() -> API.getWorkGroup(request -> request.workGroup("nope")).join(), "WorkGroup is not found.");
        refused(
                () -> API.createWorkGroup(
                                request -> request.name("a b").configuration(c -> c.bytesScannedCutoffPerQuery(1L)))
                        .join(),
                "2 validation errors detected: Value at 'name' failed to satisfy constraint: Member must satisfy regular"
                        + " expression pattern: [a-zA-Z0-9._-]{1,128}; Value at"
                        + " 'configuration.bytesScannedCutoffPerQuery' failed to satisfy constraint: Member must have"
                        + " value greater than or equal to 10000000");
        assertThat(API.listEngineVersions(request -> {}).join().engineVersions())
                .extracting(EngineVersion::selectedEngineVersion)
                .containsExactly("AUTO", "Athena engine version 3");
    }

    @Test
    void aWorkGroupIsDeletedWithAllItHolds() {
        var name = create(group -> group.resultConfiguration(result -> result.outputLocation(OUTPUT)));
        var id = run(name, "SELECT 1").queryExecutionId();
        run(name, "PREPARE p1 FROM SELECT 1");
        API.createNamedQuery(request -> request.name("n")
                        .database("default")
                        .queryString("SELECT 1")
                        .workGroup(name))
                .join();
        refused(
                () -> API.deleteWorkGroup(request -> request.workGroup(name)).join(),
                "WorkGroup " + name + " is not empty");

        API.deleteWorkGroup(request -> request.workGroup(name).recursiveDeleteOption(true))
                .join();

        refused(
                () -> API.getQueryExecution(request -> request.queryExecutionId(id))
                        .join(),
                "QueryExecution " + id + " was not found");
        API.createWorkGroup(request -> request.name(name)).join();
        assertThat(API.listPreparedStatements(request -> request.workGroup(name))
                        .join()
                        .preparedStatements())
                .isEmpty();
        assertThat(API.listNamedQueries(request -> request.workGroup(name))
                        .join()
                        .namedQueryIds())
                .isEmpty();
        assertThat(API.listQueryExecutions(request -> request.workGroup(name))
                        .join()
                        .queryExecutionIds())
                .isEmpty();
        API.deleteWorkGroup(request -> request.workGroup(name)).join();
    }

    @Test
    void aQueryThatScansMoreThanTheCutoffIsCancelled() {
        Athena.createDatabase("cutoff_it");
        var location = Athena.location("cutoff");
        Athena.put(location + "large.txt", ("x".repeat(999) + "\n").repeat(12_000));
        Athena.succeed("CREATE EXTERNAL TABLE large (line string) LOCATION '" + location + "'", "cutoff_it");
        var name = create(group -> group.bytesScannedCutoffPerQuery(10_000_000L)
                .resultConfiguration(result -> result.outputLocation(OUTPUT)));

        var execution = run(name, "SELECT count(*) FROM cutoff_it.large WHERE line LIKE '%y%'");

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
        assertThat(execution.status().stateChangeReason()).isEqualTo("Bytes scanned limit was exceeded");
        assertThat(execution.statistics().dataScannedInBytes()).isGreaterThan(10_000_000L);
        assertThat(run(name, "SELECT 1").status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
    }

    @Test
    void managedResultsAreReadThroughTheApiOnly() {
        var name = create(group -> group.managedQueryResultsConfiguration(managed -> managed.enabled(true)));

        var execution = run(name, "SELECT x, 'a' || x AS y FROM (VALUES '1', '2') AS t (x) ORDER BY x");

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(execution.managedQueryResultsConfiguration().enabled()).isTrue();
        assertThat(execution.resultConfiguration()).isNull();
        assertThat(Athena.values(Athena.results(execution).resultSet().rows()))
                .containsExactly(List.of("x", "y"), List.of("1", "a1"), List.of("2", "a2"));
        assertThat(Athena.values(Athena.results(run(name, "SHOW DATABASES LIKE 'default'"))
                        .resultSet()
                        .rows()))
                .containsExactly(List.of("default"));
        refused(
                () -> Athena.start("SELECT 1", "default", request -> request.workGroup(name)),
                "OutputLocation cannot be specified: work group " + name + " has managed query results enabled");
        assertThat(run(name, "CREATE TABLE default.nowhere AS SELECT 1 AS a")
                        .status()
                        .stateChangeReason())
                .isEqualTo("NOT_SUPPORTED: A work group with managed query results has no place for tables: give"
                        + " external_location, or location for an Iceberg table");
        var elsewhere = run(
                name,
                "CREATE TABLE cutoff_managed WITH (external_location = '" + Athena.location("managed")
                        + "') AS SELECT 1 AS a");
        assertThat(elsewhere.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(elsewhere.statistics().dataManifestLocation()).isNull();
        Athena.succeed("DROP TABLE cutoff_managed", "default");
        assertThat(Athena.keys(LocalAthenaServer.get().outputLocation()))
                .noneMatch(key -> key.contains(execution.queryExecutionId()));
    }

    @Test
    void tags() {
        var name = create(
                group -> {},
                Tag.builder().key("team").value("a").build(),
                Tag.builder().key("b").value("").build());
        var arn = "arn:aws:athena:us-east-1::workgroup/" + name;

        API.tagResource(request -> request.resourceARN(arn)
                        .tags(
                                Tag.builder().key("team").value("c").build(),
                                Tag.builder().key("d").value("\u00e4").build()))
                .join();
        API.untagResource(request -> request.resourceARN(arn).tagKeys("b", "unknown"))
                .join();

        assertThat(API.listTagsForResource(request -> request.resourceARN(arn))
                        .join()
                        .tags())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactly("d=\u00e4", "team=c");
        var catalog = "arn:aws:athena:us-east-1:123456789012:datacatalog/AwsDataCatalog";
        assertThat(API.listTagsForResource(request -> request.resourceARN(catalog))
                        .join()
                        .tags())
                .isEmpty();
        assertThatThrownBy(() -> API.listTagsForResource(request -> request.resourceARN(arn + "x"))
                        .join())
                .cause()
                .isInstanceOfSatisfying(ResourceNotFoundException.class, e -> assertThat(e.resourceName())
                        .isEqualTo(arn + "x"));
        refused(
                () -> API.tagResource(request -> request.resourceARN("arn:aws:s3:::bucket")
                                .tags(Tag.builder().key("a").value("b").build()))
                        .join(),
                "Invalid resource ARN: arn:aws:s3:::bucket");
    }
}
