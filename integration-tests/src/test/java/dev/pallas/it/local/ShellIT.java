package dev.pallas.it.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pallas.local.LocalAthena;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.DataCatalogSummary;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.Bucket;

/** local-athena from a shell: what the jar prints is what a shell evaluates, and the process ends with its server. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ShellIT {
    private static final List<String> NAMES = List.of(
            "AWS_ENDPOINT_URL_ATHENA",
            "AWS_ENDPOINT_URL_S3",
            "AWS_ENDPOINT_URL_GLUE",
            "AWS_ENDPOINT_URL_STS",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "PALLAS_JDBC_URL");

    @Test
    void whatTheJarPrintsIsEvaluatedByAShell(@TempDir Path folder) throws Exception {
        assumeThat(Path.of("/bin/sh")).exists();
        var tls = folder.resolve("tls");
        var server = java("-jar", jar().toString(), "--region", "eu-central-1", "--tls", tls.toString());
        List<String> lines = new ArrayList<>();
        List<String> evaluated;
        ProcessHandle child;
        try (var out = reader(server)) {
            while (lines.size() < NAMES.size()) {
                lines.add(out.readLine());
            }
            child = server.children().findFirst().orElseThrow();
            var file = Files.write(folder.resolve("athena.env"), lines);
            evaluated = evaluated(file);
            try (var connection = DriverManager.getConnection(evaluated.get(NAMES.indexOf("PALLAS_JDBC_URL")));
                    var rows = connection.createStatement().executeQuery("SELECT 'it''s'")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("it's");
            }
            var port = URI.create(evaluated.get(NAMES.indexOf("AWS_ENDPOINT_URL_ATHENA")))
                    .getPort();
            assertThat(catalogs(URI.create("https://localhost:" + port), tls)).contains("AwsDataCatalog");
            assertThat(buckets(URI.create("https://127.0.0.1:" + port), tls)).contains("pallas-results");
        } finally {
            server.destroy();
        }

        assertThat(lines).map(line -> line.substring(0, line.indexOf('='))).isEqualTo(NAMES);
        assertThat(evaluated.get(NAMES.indexOf("AWS_REGION"))).isEqualTo("eu-central-1");
        assertThat(evaluated.get(NAMES.indexOf("AWS_ENDPOINT_URL_S3"))).matches("http://127\\.0\\.0\\.1:\\d+");
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        child.onExit().get(30, TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
    }

    private static List<String> catalogs(URI endpoint, Path tls) throws Exception {
        try (var http = trusting(tls);
                var athena = AthenaAsyncClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "thing")))
                        .httpClient(http)
                        .build()) {
            return athena.listDataCatalogs(request -> {}).get().dataCatalogsSummary().stream()
                    .map(DataCatalogSummary::catalogName)
                    .toList();
        }
    }

    private static List<String> buckets(URI endpoint, Path tls) throws Exception {
        try (var http = trusting(tls);
                var s3 = S3AsyncClient.builder()
                        .endpointOverride(endpoint)
                        .forcePathStyle(true)
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "thing")))
                        .httpClient(http)
                        .build()) {
            return s3.listBuckets().get().buckets().stream().map(Bucket::name).toList();
        }
    }

    /** A client that knows the server by the store that it has made for clients. */
    private static SdkAsyncHttpClient trusting(Path tls) throws Exception {
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(KeyStore.getInstance(tls.resolve("trust.p12").toFile(), "changeit".toCharArray()));
        return NettyNioAsyncHttpClient.builder()
                .tlsTrustManagersProvider(trusted::getTrustManagers)
                .build();
    }

    /** The jar that this build made, with the server inside. */
    private static Path jar() throws URISyntaxException {
        return Path.of(LocalAthena.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<String> evaluated(Path file) throws IOException {
        var shell = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "set -a; . \"$0\"; set +a; for name in \"$@\"; do printenv \"$name\"; done",
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        shell.command().addAll(NAMES);
        try (var out = reader(shell.start())) {
            return out.lines().toList();
        }
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
