package dev.pallas.it.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.local.LocalAthena;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** The server's process never outlives the one that started it, and a data folder survives both. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ProcessLifeIT {
    @Test
    void aKilledParentLeavesNoServerAndADataFolderThatOpensAgain(@TempDir Path folder) throws Exception {
        var data = folder.resolve("data");
        var parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle server;
        try (var lines = new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            server = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
        } finally {
            // a kill that nothing can catch
            parent.destroyForcibly();
        }
        server.onExit().get(30, TimeUnit.SECONDS);
        assertThat(server.isAlive()).isFalse();

        URI endpoint;
        try (var again = LocalAthena.builder().dataDirectory(data).start()) {
            endpoint = again.athenaEndpoint();
            server = ProcessHandle.of(again.pid()).orElseThrow();
            assertThat(Content.read(again)).isEqualTo("kept");
            assertThat(Content.databases(again)).contains("default", "kept_db");
            assertThatThrownBy(() -> LocalAthena.builder().dataDirectory(data).start())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("local-athena did not start: The data folder " + data
                            + " is in use by another local-athena (process " + again.pid() + ").");
            var taken = again.athenaEndpoint().getPort();
            assertThatThrownBy(() -> LocalAthena.builder().port(taken).start())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("local-athena did not start: Port " + taken + " is taken");
        }
        assertThat(server.isAlive()).isFalse();
        assertThat(data).isNotEmptyDirectory();
        assertThatThrownBy(() -> new Socket(endpoint.getHost(), endpoint.getPort()).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void aDataFolderThatCannotBeUsedIsReportedWithItsReason(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("file"), "no folder");
        assertThatThrownBy(() -> LocalAthena.builder().dataDirectory(file).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("local-athena did not start: the data folder " + file + " cannot be written");
    }

    @Test
    void aServerThatDoesNotStartIsReportedWithWhatItSaid() {
        assertThatThrownBy(() -> LocalAthena.builder().maxHeap("1k").start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("local-athena did not start. It said:")
                .hasMessageContaining("heap");
    }

    /** A JVM that starts local-athena, says where, and then waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws IOException {
            var athena =
                    LocalAthena.builder().dataDirectory(Path.of(arguments[0])).start();
            Content.write(athena, "kept");
            System.out.println(athena.pid());
            System.in.read();
        }
    }

    /** What is left in the folder. */
    private static final class Content {
        private static final String KEY = "kept/by process";

        static void write(LocalAthena athena, String text) {
            try (var s3 = s3(athena)) {
                s3.putObject(request -> request.bucket("pallas-warehouse").key(KEY), AsyncRequestBody.fromString(text))
                        .join();
            }
            try (var client = athena(athena)) {
                var id = client.startQueryExecution(request -> request.queryString("CREATE DATABASE kept_db")
                                .resultConfiguration(result -> result.outputLocation(athena.outputLocation())))
                        .join()
                        .queryExecutionId();
                var state = QueryExecutionState.QUEUED;
                while (state == QueryExecutionState.QUEUED || state == QueryExecutionState.RUNNING) {
                    state = client.getQueryExecution(request -> request.queryExecutionId(id))
                            .join()
                            .queryExecution()
                            .status()
                            .state();
                }
            }
        }

        static String read(LocalAthena athena) {
            try (var s3 = s3(athena)) {
                return s3.getObject(
                                request -> request.bucket("pallas-warehouse").key(KEY),
                                AsyncResponseTransformer.toBytes())
                        .join()
                        .asUtf8String();
            }
        }

        static List<String> databases(LocalAthena athena) {
            try (var client = athena(athena)) {
                return client
                        .listDatabases(request -> request.catalogName("AwsDataCatalog"))
                        .join()
                        .databaseList()
                        .stream()
                        .map(database -> database.name())
                        .toList();
            }
        }

        private static S3AsyncClient s3(LocalAthena athena) {
            return S3AsyncClient.builder()
                    .endpointOverride(athena.s3Endpoint())
                    .region(Region.of(athena.region()))
                    .credentialsProvider(credentials(athena))
                    .forcePathStyle(true)
                    .build();
        }

        private static AthenaAsyncClient athena(LocalAthena athena) {
            return AthenaAsyncClient.builder()
                    .endpointOverride(athena.athenaEndpoint())
                    .region(Region.of(athena.region()))
                    .credentialsProvider(credentials(athena))
                    .build();
        }

        private static StaticCredentialsProvider credentials(LocalAthena athena) {
            return StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(athena.accessKeyId(), athena.secretAccessKey()));
        }
    }
}
