package dev.pallas.it.local;

import static dev.pallas.it.local.Athena.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.Column;
import software.amazon.awssdk.services.athena.model.DataCatalogSummary;
import software.amazon.awssdk.services.athena.model.Database;
import software.amazon.awssdk.services.athena.model.MetadataException;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.TableMetadata;
import software.amazon.awssdk.services.athena.model.WorkGroupState;
import software.amazon.awssdk.services.athena.model.WorkGroupSummary;

/** Operations of the API, and what they refuse. */
class ApiIT {
    private static final String DB = "api_it";
    private static final AthenaAsyncClient API = Athena.api();

    @BeforeAll
    static void createDatabase() {
        Athena.createDatabase(DB);
        Athena.succeed(
                "CREATE EXTERNAL TABLE h (id int COMMENT 'key', name string) COMMENT 'two\\n  lines' PARTITIONED BY (p varchar(5))"
                        + " ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION '" + Athena.location("api_h")
                        + "' TBLPROPERTIES ('mine'='1')",
                DB);
        Athena.succeed(
                "CREATE TABLE ice (id bigint COMMENT 'key', s struct<a:int,b:array<decimal(5,2)>>, t timestamp) LOCATION '"
                        + Athena.location("api_ice") + "' TBLPROPERTIES ('table_type'='ICEBERG')",
                DB);
        Athena.succeed("CREATE VIEW v AS SELECT id, s FROM ice", DB);
    }

    @Test
    void aTokenStartsOneExecution() {
        var token = UUID.randomUUID().toString();

        var first = Athena.start("SELECT 1", DB, request -> request.clientRequestToken(token));
        var second = Athena.start("SELECT 1", DB, request -> request.clientRequestToken(token));

        assertThat(second).isEqualTo(first);
        refused(
                () -> Athena.start("SELECT 2", DB, request -> request.clientRequestToken(token)),
                "Idempotent parameters do not match");
    }

    @Test
    void aStartNeedsAnOutputLocation() {
        refused(
                () -> API.startQueryExecution(request -> request.queryString("SELECT 1"))
                        .join(),
                "No output location provided. You did not provide an output location for your query results. Either"
                        + " specify an S3 bucket location or enable Athena managed query results in your workgroup"
                        + " settings.");
        refused(
                () -> Athena.start(
                        "SELECT 1",
                        DB,
                        request -> request.resultConfiguration(c -> c.outputLocation("s3://no-such-bucket/"))),
                "Unable to verify/create output bucket no-such-bucket");
        refused(
                () -> Athena.start(
                        "SELECT 1", DB, request -> request.resultConfiguration(c -> c.outputLocation("file:///tmp"))),
                "outputLocation is not a valid S3 path.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "START TRANSACTION",
                "SET SESSION a = 1",
                "CALL system.sync()",
                "USE api_it",
                "GRANT SELECT ON ice TO someone",
                "TRUNCATE TABLE ice",
                "SHOW CATALOGS"
            })
    void statementsThatAthenaDoesNotOffer(String sql) {
        refused(() -> Athena.start(sql, DB, request -> {}), "Queries of this type are not supported");
    }

    @Test
    void aStatementHasItsLimits() {
        refused(
                () -> Athena.start("SELECT 1; SELECT 2", DB, r -> {}),
                "Only one sql statement is allowed. Got: SELECT 1; SELECT 2");
        // fewer characters than the limit, more bytes
        refused(
                () -> Athena.start("SELECT '" + "\u00e4".repeat(140_000) + "'", DB, r -> {}),
                "Query string length exceeds the maximum of 262144 bytes");
        assertThat(Athena.rows("SELECT length('" + "x".repeat(262_000) + "')", DB))
                .containsExactly(List.of("262000"));
    }

    @Test
    void whatWasAskedIsToldBack() {
        var id = Athena.start(
                "SELECT 1 -- as written",
                "no_such_database",
                request -> request.resultReuseConfiguration(reuse -> reuse.resultReuseByAgeConfiguration(
                        age -> age.enabled(true).maxAgeInMinutes(5))));

        var execution = Athena.end(id);

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(execution.status().stateChangeReason()).isNull();
        assertThat(execution.query()).isEqualTo("SELECT 1 -- as written");
        assertThat(execution.workGroup()).isEqualTo("primary");
        assertThat(execution.queryExecutionContext().database()).isEqualTo("no_such_database");
        assertThat(execution
                        .resultReuseConfiguration()
                        .resultReuseByAgeConfiguration()
                        .maxAgeInMinutes())
                .isEqualTo(5);
        assertThat(execution.engineVersion().effectiveEngineVersion()).isEqualTo("Athena engine version 3");
        assertThat(execution.status().completionDateTime())
                .isAfterOrEqualTo(execution.status().submissionDateTime());
    }

    @Test
    void statisticsTellTheBytesThatWereRead() {
        Athena.succeed("CREATE TABLE scanned AS SELECT * FROM tpch.tiny.customer", DB);

        var statistics = Athena.succeed("SELECT max(comment) FROM scanned", DB).statistics();

        assertThat(statistics.dataScannedInBytes()).isPositive();
        assertThat(statistics.engineExecutionTimeInMillis()).isPositive();
        assertThat(statistics.totalExecutionTimeInMillis()).isPositive();
        assertThat(statistics.queryQueueTimeInMillis()).isPositive();
    }

    @Test
    void aStopReachesTheEngine() {
        var id = Athena.start(
                "SELECT count(*) FROM tpch.sf1000.lineitem WHERE comment LIKE '%x%y%z%'", DB, request -> {});
        API.stopQueryExecution(request -> request.queryExecutionId(id)).join();

        var execution = Athena.end(id);

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
        refused(() -> Athena.results(execution), "Query did not finish successfully. Final query state: CANCELLED");
    }

    @Test
    void aBatchTellsWhatItDoesNotKnow() {
        var id = Athena.succeed("SELECT 1", DB).queryExecutionId();

        var answer = API.batchGetQueryExecution(request -> request.queryExecutionIds(id, "no-such-id"))
                .join();

        assertThat(answer.queryExecutions()).hasSize(1);
        assertThat(answer.queryExecutions().get(0).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(answer.unprocessedQueryExecutionIds())
                .singleElement()
                .satisfies(missing -> assertThat(missing.queryExecutionId()).isEqualTo("no-such-id"));
        refused(
                () -> API.getQueryExecution(request -> request.queryExecutionId("no-such-id"))
                        .join(),
                "QueryExecution no-such-id was not found");
    }

    @Test
    void workGroupsOverrideTheOutputLocation() {
        var location = Athena.OUTPUT + "wg/";
        API.createWorkGroup(request -> request.name("api_wg")
                        .description("d")
                        .configuration(c -> c.enforceWorkGroupConfiguration(true)
                                .resultConfiguration(result -> result.outputLocation(location))))
                .join();

        var execution = Athena.end(Athena.start("SELECT 1", DB, request -> request.workGroup("api_wg")));
        assertThat(execution.resultConfiguration().outputLocation())
                .isEqualTo(location + execution.queryExecutionId() + ".csv");
        assertThat(API.listQueryExecutions(request -> request.workGroup("api_wg"))
                        .join()
                        .queryExecutionIds())
                .containsExactly(execution.queryExecutionId());
        var group =
                API.getWorkGroup(request -> request.workGroup("api_wg")).join().workGroup();
        assertThat(group.configuration().resultConfiguration().outputLocation()).isEqualTo(location);
        assertThat(group.configuration().engineVersion().effectiveEngineVersion())
                .isEqualTo("Athena engine version 3");
        assertThat(API.listWorkGroups(request -> {}).join().workGroups())
                .extracting(WorkGroupSummary::name)
                .contains("primary", "api_wg");

        API.updateWorkGroup(request -> request.workGroup("api_wg").state(WorkGroupState.DISABLED))
                .join();
        refused(
                () -> Athena.start("SELECT 1", DB, request -> request.workGroup("api_wg")),
                "WorkGroup api_wg is disabled.");
        refused(
                () -> API.deleteWorkGroup(request -> request.workGroup("api_wg"))
                        .join(),
                "WorkGroup api_wg is not empty");
        API.deleteWorkGroup(request -> request.workGroup("api_wg").recursiveDeleteOption(true))
                .join();
        refused(() -> Athena.start("SELECT 1", DB, request -> request.workGroup("api_wg")), "WorkGroup is not found.");
    }

    @Test
    void catalogsAndDatabases() {
        assertThat(API.listDataCatalogs(request -> {}).join().dataCatalogsSummary())
                .extracting(DataCatalogSummary::catalogName)
                .containsExactly("AwsDataCatalog", "tpch");
        assertThat(API.listDatabases(request -> request.catalogName("AwsDataCatalog"))
                        .join()
                        .databaseList())
                .extracting(Database::name)
                .contains("default", DB);
        assertThat(API.getDatabase(
                                request -> request.catalogName("awsdatacatalog").databaseName("API_IT"))
                        .join()
                        .database()
                        .name())
                .isEqualTo(DB);
        refused(
                () -> API.listDatabases(request -> request.catalogName("nope")).join(),
                "Data catalog nope was not found");
        missing(API.getDatabase(request -> request.catalogName("AwsDataCatalog").databaseName("nope")));
        missing(API.getTableMetadata(request ->
                request.catalogName("AwsDataCatalog").databaseName(DB).tableName("nope")));
        missing(API.listTableMetadata(
                request -> request.catalogName("AwsDataCatalog").databaseName("nope")));
    }

    private static void missing(CompletableFuture<?> answer) {
        // clients read the reason from the error that is quoted
        assertThatThrownBy(answer::join)
                .hasCauseInstanceOf(MetadataException.class)
                .hasMessageMatching(
                        "(?s).* \\(Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException; Request ID: [^()]*\\).*");
    }

    @Test
    void tablesByExpression() {
        assertThat(API.listTableMetadata(request -> request.catalogName("AwsDataCatalog")
                                .databaseName(DB)
                                .expression("ic.*|v"))
                        .join()
                        .tableMetadataList())
                .extracting(TableMetadata::name)
                .containsExactly("ice", "v");
        var page = API.listTableMetadata(request ->
                        request.catalogName("AwsDataCatalog").databaseName(DB).maxResults(1))
                .join();
        assertThat(page.tableMetadataList()).hasSize(1);
        assertThat(page.nextToken()).isNotNull();
    }

    private static TableMetadata table(String name) {
        return API.getTableMetadata(request ->
                        request.catalogName("AwsDataCatalog").databaseName(DB).tableName(name))
                .join()
                .tableMetadata();
    }

    @Test
    void aHiveTable() {
        var table = table("H");

        assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
        assertThat(table.columns())
                .containsExactly(
                        Column.builder().name("id").type("int").comment("key").build(),
                        Column.builder().name("name").type("string").build());
        assertThat(table.partitionKeys())
                .containsExactly(Column.builder().name("p").type("varchar(5)").build());
        assertThat(table.parameters())
                .containsEntry("comment", "two lines")
                .containsEntry("mine", "1")
                .containsEntry("location", Athena.location("api_h").replaceAll("/$", ""))
                .containsEntry("inputformat", "org.apache.hadoop.mapred.TextInputFormat")
                .containsEntry("outputformat", "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat")
                .containsEntry("serde.serialization.lib", "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe")
                .containsEntry("serde.param.field.delim", ",")
                .containsEntry("serde.param.serialization.format", ",");
    }

    @Test
    void anIcebergTable() {
        var table = table("ice");

        assertThat(table.columns())
                .containsExactly(
                        Column.builder()
                                .name("id")
                                .type("bigint")
                                .comment("key")
                                .build(),
                        Column.builder()
                                .name("s")
                                .type("struct<a:int,b:array<decimal(5,2)>>")
                                .build(),
                        Column.builder().name("t").type("timestamp").build());
        assertThat(table.parameters())
                .containsEntry("table_type", "ICEBERG")
                .containsKey("metadata_location")
                .containsEntry("inputformat", null)
                .doesNotContainKey("serde.serialization.lib")
                .containsEntry("location", Athena.location("api_ice").replaceAll("/$", ""));
    }

    @Test
    void aView() {
        var view = table("v");

        assertThat(view.tableType()).isEqualTo("VIRTUAL_VIEW");
        assertThat(view.columns())
                .containsExactly(
                        Column.builder().name("id").type("bigint").build(),
                        Column.builder()
                                .name("s")
                                .type("struct<a:int,b:array<decimal(5,2)>>")
                                .build());
        assertThat(view.parameters())
                .containsEntry("presto_view", "true")
                .containsEntry("location", "")
                .containsEntry("inputformat", null)
                .containsEntry("serde.serialization.lib", null);
    }

    @Test
    void generatedTables() {
        var columns = API.getTableMetadata(request ->
                        request.catalogName("tpch").databaseName("tiny").tableName("region"))
                .join()
                .tableMetadata()
                .columns();

        assertThat(columns)
                .extracting(column -> column.name() + " " + column.type())
                .containsExactly("regionkey bigint", "name varchar(25)", "comment varchar(152)");
    }

    @Test
    void whatIsNotOfferedIsRefusedByName() {
        refused(
                () -> API.createNotebook(request -> request.workGroup("primary").name("n"))
                        .join(),
                "CreateNotebook is not offered by local-athena: Notebooks need Amazon Athena");
        refused(
                () -> API.listSessions(request -> request.workGroup("primary")).join(),
                "ListSessions is not offered by local-athena: Apache Spark sessions and calculations need Amazon Athena");
        refused(
                () -> API.listCapacityReservations(request -> {}).join(),
                "ListCapacityReservations is not offered by local-athena: Capacity reservations need Amazon Athena");
        refused(
                () -> API.deleteDataCatalog(request -> request.name("other")).join(),
                "DeleteDataCatalog is not offered by local-athena: Data catalogs other than AwsDataCatalog need Amazon"
                        + " Athena");
    }
}
