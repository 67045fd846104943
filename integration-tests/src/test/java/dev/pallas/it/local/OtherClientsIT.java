package dev.pallas.it.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pallas.it.LocalAthenaServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.glue.GlueAsyncClient;
import software.amazon.awssdk.services.glue.model.Column;

/** What dbt, PyAthena and awswrangler send and look for, and Pallas itself does not. */
class OtherClientsIT {
    private static final String DB = "it_clients";
    private static final AwsBasicCredentials CREDENTIALS = AwsBasicCredentials.create(
            LocalAthenaServer.get().accessKeyId(), LocalAthenaServer.get().secretAccessKey());
    private static final Region REGION = Region.of(LocalAthenaServer.get().region());

    private static final GlueAsyncClient GLUE = GlueAsyncClient.builder()
            .endpointOverride(LocalAthenaServer.get().glueEndpoint())
            .region(REGION)
            .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
            .build();

    @BeforeAll
    static void createDatabase() {
        Athena.createDatabase(DB);
    }

    @AfterAll
    static void drop() {
        Athena.succeed("DROP DATABASE " + DB + " CASCADE", "default");
        GLUE.close();
    }

    @Test
    void stsTellsTheAccountOfTheCatalog() throws Exception {
        var identity = sts("Action=GetCallerIdentity&Version=2011-06-15");
        var session = sts("Action=GetSessionToken&Version=2011-06-15");
        var catalog = Athena.api()
                .getDataCatalog(request -> request.name("awsdatacatalog"))
                .join();

        assertThat(identity.statusCode()).isEqualTo(200);
        assertThat(identity.body())
                .contains("<Account>000000000000</Account>")
                .contains("<Arn>arn:aws:iam::000000000000:user/local-athena</Arn>")
                .contains("<UserId>" + CREDENTIALS.accessKeyId() + "</UserId>");
        assertThat(catalog.dataCatalog().parameters()).containsEntry("catalog-id", "000000000000");
        assertThat(session.statusCode()).isEqualTo(400);
        assertThat(session.body()).contains("<Code>InvalidAction</Code>");
    }

    private static HttpResponse<String> sts(String form) throws IOException, InterruptedException {
        var endpoint = LocalAthenaServer.get().athenaEndpoint();
        var signed = AwsV4HttpSigner.create().sign(request -> request.identity(CREDENTIALS)
                .request(SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(endpoint)
                        .encodedPath("/")
                        .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                        .build())
                .payload(ContentStreamProvider.fromUtf8String(form))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                .putProperty(
                        AwsV4HttpSigner.REGION_NAME, LocalAthenaServer.get().region()));
        var request = HttpRequest.newBuilder(endpoint).POST(HttpRequest.BodyPublishers.ofString(form));
        signed.request().forEachHeader((name, values) -> {
            // the client writes its own, which is the same
            if (!name.equalsIgnoreCase("Host")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void viewsHaveTheirColumnsInTheCatalog() {
        Athena.succeed("CREATE VIEW v AS SELECT 1 a, CAST(ROW('x') AS ROW(b varchar)) r", DB);

        var view = GLUE.getTable(request -> request.databaseName(DB).name("v"))
                .join()
                .table();
        assertThat(view.storageDescriptor().columns())
                .extracting(Column::name, Column::type)
                .containsExactly(tuple("a", "int"), tuple("r", "struct<b:string>"));
        assertThat(view.parameters()).containsOnlyKeys("presto_view", "comment");

        GLUE.updateTable(request -> request.databaseName(DB).skipArchive(true).tableInput(input -> input.name("v")
                        .tableType(view.tableType())
                        .parameters(view.parameters())
                        .viewOriginalText(view.viewOriginalText())
                        .viewExpandedText(view.viewExpandedText())
                        .storageDescriptor(storage -> storage.columns(
                                Column.builder()
                                        .name("a")
                                        .type("int")
                                        .comment("documented")
                                        .build(),
                                view.storageDescriptor().columns().get(1)))))
                .join();

        assertThat(Athena.lines("DESCRIBE v", DB).get(0))
                .isEqualTo("a                   \tint                 \tdocumented          ");
        assertThat(Athena.rows("SELECT a FROM v", DB)).containsExactly(List.of("1"));
    }

    @Test
    void icebergColumnsTellWhatTheyAreAndWere() {
        Athena.succeed(
                "CREATE TABLE ice (id int COMMENT 'key', old string) LOCATION '" + Athena.location("clients_ice")
                        + "' TBLPROPERTIES ('table_type'='ICEBERG')",
                DB);
        Athena.succeed("ALTER TABLE ice CHANGE COLUMN old new string", DB);

        var table = GLUE.getTable(request -> request.databaseName(DB).name("ice"))
                .join()
                .table();
        assertThat(table.storageDescriptor().columns())
                .extracting(Column::name, Column::comment, Column::parameters)
                .containsExactly(
                        tuple("id", "key", field(1, true)),
                        tuple("new", null, field(2, true)),
                        tuple("old", null, field(2, false)));

        GLUE.updateTable(request -> request.databaseName(DB).tableInput(input -> input.name("ice")
                        .tableType(table.tableType())
                        .parameters(table.parameters())
                        .storageDescriptor(storage -> storage.columns(Column.builder()
                                .name("new")
                                .type("string")
                                .comment("documented")
                                .build()))))
                .join();

        assertThat(GLUE.getTable(request -> request.databaseName(DB).name("ice"))
                        .join()
                        .table()
                        .storageDescriptor()
                        .columns())
                .extracting(Column::name, Column::comment)
                .containsExactly(tuple("id", "key"), tuple("new", "documented"), tuple("old", null));
        assertThat(Athena.rows("SELECT count(id), count(new) FROM ice", DB)).containsExactly(List.of("0", "0"));
    }

    private static Map<String, String> field(int id, boolean current) {
        return Map.of(
                "iceberg.field.id",
                String.valueOf(id),
                "iceberg.field.current",
                String.valueOf(current),
                "iceberg.field.optional",
                "true");
    }

    @Test
    void theDatabaseOfTheContextMayBeQuoted() {
        Athena.succeed(
                "CREATE EXTERNAL TABLE q (a int) PARTITIONED BY (p int) LOCATION '" + Athena.location("clients_q")
                        + "'",
                DB);
        Athena.put(Athena.location("clients_q") + "p=1/x", "1\n");

        var repaired = Athena.succeed("MSCK REPAIR TABLE `q`;", "`" + DB + "`");

        assertThat(repaired.queryExecutionContext().database()).isEqualTo("`" + DB + "`");
        assertThat(Athena.rows("SELECT * FROM q", "`" + DB + "`")).containsExactly(List.of("1", "1"));
    }

    @Test
    void whatIsWrongInTheCatalogFailsTheQueryInItsOwnWords() {
        GLUE.createTable(request -> request.databaseName(DB).tableInput(input -> input.name("hive_view")
                        .tableType("VIRTUAL_VIEW")
                        .viewOriginalText("select 1")
                        .viewExpandedText("select 1")
                        .storageDescriptor(storage -> storage.columns(
                                Column.builder().name("a").type("int").build()))))
                .join();
        GLUE.createTable(request -> request.databaseName(DB).tableInput(input -> input.name("broken_view")
                        .tableType("VIRTUAL_VIEW")
                        .parameters(Map.of("presto_view", "true"))
                        .viewOriginalText("/* Presto View: AAAA */")
                        .viewExpandedText("/* Presto View */")
                        .storageDescriptor(storage -> storage.columns(
                                Column.builder().name("a").type("int").build()))))
                .join();
        GLUE.createTable(request -> request.databaseName(DB).tableInput(input -> input.name("nothing")))
                .join();

        assertThat(Athena.failure("SELECT * FROM hive_view", DB))
                .isEqualTo("FAILED NOT_SUPPORTED: Views that Hive made are not supported: use CREATE VIEW");
        assertThat(Athena.lines("DESCRIBE hive_view", DB)).hasSize(1);
        assertThat(Athena.lines("DESCRIBE broken_view", DB)).hasSize(1);
        assertThat(Athena.failure("MSCK REPAIR TABLE nothing", DB))
                .isEqualTo(
                        "FAILED FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. MetaException(message:Table nothing has no location)");
        assertThat(Athena.failure("CREATE TABLE x WITH (external_location='nos3') AS SELECT 1 a", DB))
                .startsWith("FAILED INVALID_TABLE_PROPERTY: The location must be s3://bucket/prefix/: nos3/. ");
        assertThat(Athena.failure("CREATE TABLE x WITH (external_location='s3://no-such-bucket/x/') AS SELECT 1 a", DB))
                .startsWith("FAILED HIVE_UNKNOWN_ERROR: The specified bucket does not exist: s3://no-such-bucket/x/. ");
        assertThat(Athena.run("SELECT * FROM broken_view", DB).status().state()).isEqualTo(QueryExecutionState.FAILED);
    }
}
