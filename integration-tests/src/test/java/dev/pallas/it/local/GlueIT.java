package dev.pallas.it.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.it.LocalAthenaServer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueAsyncClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.OperationNotSupportedException;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Tables made through Glue are queried, and tables made by statements are seen through Glue, as its clients write and read them. */
class GlueIT {
    private static final String DB = "it_glue";
    private static final String HIVE = "org.apache.hadoop.hive.";
    private static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
    private static final String TEXT_OUTPUT = HIVE + "ql.io.HiveIgnoreKeyTextOutputFormat";

    private static final GlueAsyncClient GLUE = GlueAsyncClient.builder()
            .endpointOverride(LocalAthenaServer.get().glueEndpoint())
            .region(Region.of(LocalAthenaServer.get().region()))
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                    LocalAthenaServer.get().accessKeyId(),
                    LocalAthenaServer.get().secretAccessKey())))
            .build();

    @BeforeAll
    static void createFiles() {
        Athena.createDatabase(DB);
        Athena.succeed(
                "CREATE TABLE source WITH (format = 'PARQUET', external_location = '" + Athena.location("glue_source")
                        + "', partitioned_by = ARRAY['p']) AS SELECT 1 AS a, 'x' AS b, 2 AS p UNION ALL SELECT 3, 'y', 4",
                DB);
        Athena.put(Athena.location("glue_csv") + "d.csv", "id,name\n1,\"a,b\"\n2,\n");
        Athena.put(Athena.location("glue_json") + "d.json", "{\"id\":1,\"t\":{\"x\":[1,2]}}\n{\"id\":2}\n");
    }

    @AfterAll
    static void drop() {
        Athena.succeed("DROP DATABASE " + DB + " CASCADE", "default");
        GLUE.close();
    }

    private static void create(String name, Consumer<TableInput.Builder> more) {
        GLUE.createTable(request -> request.databaseName(DB).tableInput(input -> {
                    input.name(name).tableType("EXTERNAL_TABLE");
                    more.accept(input);
                }))
                .join();
    }

    private static Table table(String name) {
        return GLUE.getTable(request -> request.databaseName(DB).name(name))
                .join()
                .table();
    }

    private static StorageDescriptor storage(
            String folder, String input, String output, String serde, String... columns) {
        return StorageDescriptor.builder()
                .location(Athena.location(folder))
                .inputFormat(input)
                .outputFormat(output)
                .serdeInfo(info -> info.serializationLibrary(serde))
                .columns(columns(columns))
                .build();
    }

    private static List<Column> columns(String... columns) {
        return Arrays.stream(columns)
                .map(column -> column.split(" ", 2))
                .map(parts -> Column.builder().name(parts[0]).type(parts[1]).build())
                .toList();
    }

    private static StorageDescriptor parquet(String folder) {
        return storage(
                folder,
                HIVE + "ql.io.parquet.MapredParquetInputFormat",
                HIVE + "ql.io.parquet.MapredParquetOutputFormat",
                HIVE + "ql.io.parquet.serde.ParquetHiveSerDe",
                "a int",
                "b string");
    }

    @Test
    void aPartitionedTableWhoseProjectionIsSwitchedOff() {
        create("parts", input -> input.storageDescriptor(parquet("glue_source"))
                .partitionKeys(columns("p int"))
                .parameters(Map.of("classification", "parquet", "projection.enabled", "false")));
        var errors = GLUE.batchCreatePartition(request -> request.databaseName(DB)
                        .tableName("parts")
                        .partitionInputList(
                                PartitionInput.builder()
                                        .values("2")
                                        .storageDescriptor(parquet("glue_source/p=2"))
                                        .build(),
                                // stored as the table is
                                PartitionInput.builder()
                                        .values("4")
                                        .storageDescriptor(each -> each.location(Athena.location("glue_source/p=4")))
                                        .build()))
                .join()
                .errors();

        assertThat(errors).isEmpty();
        assertThat(Athena.rows("SELECT a, b, p FROM parts ORDER BY a", DB))
                .containsExactly(List.of("1", "x", "2"), List.of("3", "y", "4"));
        assertThat(GLUE.getPartitions(request ->
                                request.databaseName(DB).tableName("parts").expression("p > 2 AND p IN (3, 4)"))
                        .join()
                        .partitions())
                .singleElement()
                .satisfies(partition -> assertThat(partition.values()).containsExactly("4"));

        Athena.succeed("INSERT INTO parts VALUES (5, 'z', 6)", DB);

        assertThat(table("parts").parameters()).containsEntry("projection.enabled", "false");
        assertThat(Athena.rows("SELECT a FROM parts WHERE p = 6", DB)).containsExactly(List.of("5"));
    }

    @Test
    void tablesOfTextWithWhatClientsLeaveOut() {
        create("csv", input -> input.storageDescriptor(storage(
                        "glue_csv", TEXT_INPUT, TEXT_OUTPUT, HIVE + "serde2.OpenCSVSerde", "id string", "name string"))
                .parameters(Map.of("skip.header.line.count", "1")));
        create(
                "json",
                input -> input.storageDescriptor(storage(
                        "glue_json",
                        TEXT_INPUT,
                        null,
                        "org.openx.data.jsonserde.JsonSerDe",
                        "id bigint",
                        "t struct<x:array<int>>")));
        create("classified", input -> input.storageDescriptor(each ->
                        each.location(Athena.location("glue_source/p=2")).columns(columns("a int")))
                .parameters(Map.of("classification", "parquet")));

        assertThat(Athena.rows("SELECT * FROM csv ORDER BY id", DB))
                .containsExactly(List.of("1", "a,b"), List.of("2", ""));
        assertThat(Athena.rows("SELECT id, t.x[2] FROM json ORDER BY id", DB))
                .containsExactly(List.of("1", "2"), Arrays.asList("2", null));
        assertThat(Athena.rows("SELECT a FROM classified", DB)).containsExactly(List.of("1"));
        // what a client left out is not told as if it had been there
        assertThat(table("json").storageDescriptor().outputFormat()).isNull();
    }

    @Test
    void tablesOfStatements() {
        Athena.succeed(
                "CREATE EXTERNAL TABLE ddl (id int COMMENT 'key') PARTITIONED BY (d date) STORED AS PARQUET LOCATION '"
                        + Athena.location("glue_ddl") + "'",
                DB);
        var ddl = table("ddl");
        assertThat(ddl.storageDescriptor().columns())
                .containsExactly(
                        Column.builder().name("id").type("int").comment("key").build());
        assertThat(ddl.partitionKeys()).extracting(Column::type).containsExactly("date");
        assertThat(ddl.storageDescriptor().serdeInfo().serializationLibrary())
                .isEqualTo(HIVE + "ql.io.parquet.serde.ParquetHiveSerDe");

        Athena.succeed(
                "CREATE TABLE ice WITH (table_type = 'ICEBERG', is_external = false, location = '"
                        + Athena.location("glue_ice") + "') AS SELECT 1 AS id",
                DB);
        Athena.succeed("ALTER TABLE ice ADD COLUMNS (note string)", DB);
        Athena.succeed("INSERT INTO ice VALUES (2, 'n')", DB);
        var ice = table("ice");
        assertThat(ice.parameters()).containsEntry("table_type", "ICEBERG").containsKey("metadata_location");
        assertThat(ice.storageDescriptor().columns())
                .extracting(column -> column.name() + " " + column.type())
                .containsExactly("id int", "note string");
        assertThat(ice.storageDescriptor().location())
                .isEqualTo(Athena.location("glue_ice").replaceAll("/$", ""));

        Athena.succeed("CREATE VIEW \"AwsDataCatalog\".\"" + DB + "\".\"seen\" AS SELECT id FROM ice", DB);
        assertThat(table("seen").tableType()).isEqualTo("VIRTUAL_VIEW");
        Athena.succeed("DROP VIEW \"AwsDataCatalog\".\"" + DB + "\".\"seen\"", DB);
        assertThatThrownBy(() -> table("seen")).hasCauseInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void aViewWithoutAnOwnerIsReadByAnyone() {
        var definition = """
                {"originalSql":"SELECT 7 a","catalog":"awsdatacatalog","schema":"%s","columns":[{"name":"a","type":"integer"}]}""".formatted(DB);
        var encoded = Base64.getEncoder().encodeToString(definition.getBytes(StandardCharsets.UTF_8));
        create("ownerless", input -> input.tableType("VIRTUAL_VIEW")
                .parameters(Map.of("presto_view", "true"))
                .viewOriginalText("/* Presto View: " + encoded + " */")
                .viewExpandedText("/* Presto View */")
                .storageDescriptor(StorageDescriptor.builder()
                        .columns(Column.builder().name("a").type("int").build())
                        .build()));

        assertThat(Athena.values(Athena.results(Athena.succeed("SELECT * FROM ownerless", DB))
                        .resultSet()
                        .rows()))
                .containsExactly(List.of("a"), List.of("7"));
        assertThat(table("ownerless").viewOriginalText()).isEqualTo("/* Presto View: " + encoded + " */");
    }

    @Test
    void errorsAreThoseOfTheClient() {
        assertThatThrownBy(() -> table("none"))
                .hasCauseInstanceOf(EntityNotFoundException.class)
                .hasMessageContaining("Table none not found.");
        assertThatThrownBy(() -> GLUE.startCrawler(request -> request.name("c")).join())
                .hasCauseInstanceOf(OperationNotSupportedException.class)
                .hasMessageContaining("local-athena does not offer the Glue operation StartCrawler");
        assertThatThrownBy(
                        () -> GLUE.getTables(request -> request.databaseName(DB).maxResults(101))
                                .join())
                .cause()
                .isInstanceOfSatisfying(
                        GlueException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    }
}
