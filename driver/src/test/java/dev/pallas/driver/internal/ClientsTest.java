package dev.pallas.driver.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.Query;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Whole clients, over HTTP, against a server that answers as a test tells it. */
class ClientsTest {
    private static final Pattern TOKEN = Pattern.compile("\"ClientRequestToken\":\"([^\"]+)\"");

    private final List<String> starts = Collections.synchronizedList(new ArrayList<>());
    private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        var status = 200;
        var answer = "{}";
        if (target.endsWith("StartQueryExecution")) {
            var token = TOKEN.matcher(body);
            starts.add(token.find() ? token.group(1) : "none");
            answer = "{\"QueryExecutionId\":\"q1\"}";
            if (!failures.isEmpty()) {
                var failure = failures.remove(0);
                status = failure.startsWith("Internal") ? 500 : 400;
                answer = "{\"__type\":\"" + failure + "\",\"Message\":\"not now\"}";
            }
        } else if (target.endsWith("BatchGetQueryExecution")) {
            answer = "{\"QueryExecutions\":[{\"QueryExecutionId\":\"q1\",\"Status\":{\"State\":\"SUCCEEDED\"}}]}";
        }
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private AthenaSettings settings(String... namesAndValues) {
        var settings = AthenaSettings.fromUrl("jdbc:athena://Region=us-east-1;AthenaEndpoint=http://127.0.0.1:"
                + server.getAddress().getPort());
        for (var i = 0; i < namesAndValues.length; i += 2) {
            settings = settings.with(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }

    private AthenaSettings withKey() {
        return AthenaSettings.fromUrl(
                "jdbc:athena://Region=us-east-1;User=AKIDEXAMPLE;Password=wJalr;AthenaEndpoint=http://127.0.0.1:"
                        + server.getAddress().getPort());
    }

    private static void run(AthenaClient client) throws Exception {
        var info = client.submit(Query.of("SELECT 1"))
                .completion()
                .toCompletableFuture()
                .get(1, TimeUnit.MINUTES);
        assertThat(info.queryId()).isEqualTo("q1");
    }

    @Test
    void aStartThatFailedIsSentAgainWithItsToken() throws Exception {
        failures.addAll(List.of(
                "InternalServerException",
                "TooManyRequestsException",
                "ThrottlingException",
                "InternalServerException"));
        try (var client = AthenaClient.open(withKey())) {
            run(client);
        }
        assertThat(starts).hasSize(5);
        assertThat(starts.stream().distinct()).hasSize(1);
        assertThat(starts.get(0)).hasSizeBetween(32, 128);
    }

    @Test
    void eachStartHasATokenOfItsOwn() throws Exception {
        try (var client = AthenaClient.open(withKey())) {
            run(client);
            run(client);
        }
        assertThat(starts).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void retriesHaveAnEnd() {
        failures.addAll(Collections.nCopies(3, "InternalServerException"));
        try (var client = AthenaClient.open(withKey().with("NumRetries", "2"))) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> run(client))
                    .satisfies(e -> assertThat(AthenaException.of(e).sqlState()).isEqualTo("08S01"));
        }
        assertThat(starts).hasSize(3);
    }

    /** A provider as a user would write one. */
    public static final class Vault implements AwsCredentialsProvider {
        private final String key;

        public Vault(String path, String role) {
            key = path + role;
        }

        @Override
        public AwsCredentials resolveCredentials() {
            return AwsBasicCredentials.create(key, "secret");
        }
    }

    @Test
    void aProviderOfTheUser() throws Exception {
        try (var client = AthenaClient.open(
                settings("CredentialsProvider", Vault.class.getName(), "CredentialsProviderArguments", "from, here"))) {
            run(client);
        }
        assertThat(authorizations).allMatch(header -> header.contains("Credential=fromhere/"));
    }

    @Test
    void aProviderThatIsNoneSaysSo() {
        for (var name : List.of("no.such.Provider", "java.lang.String", Vault.class.getName())) {
            try (var client = AthenaClient.open(settings("CredentialsProvider", name))) {
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(() -> run(client))
                        .satisfies(e -> assertThat(AthenaException.of(e))
                                .hasMessageContaining("CredentialsProvider=" + name)
                                .matches(failure -> failure.sqlState().equals("28000")));
            }
        }
    }

    @Test
    void clientsShareTheirThreadsAndTheLastEndsThem() throws Exception {
        var one = AthenaClient.open(withKey());
        var two = AthenaClient.open(withKey().with("Database", "other"));
        run(one);
        run(two);
        var threads = threads();
        assertThat(threads).isNotEmpty().hasSizeLessThanOrEqualTo(5);
        one.close();
        run(two);
        two.close();
        two.close();
        for (var thread : threads) {
            thread.join(TimeUnit.MINUTES.toMillis(1));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pallas-"))
                .filter(thread -> !thread.getName().equals("pallas-close"))
                .toList();
    }

    @Test
    void closingEndsWhatTheCatalogIsAskedFor() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var other = AthenaClient.open(
                        withKey().with("AthenaEndpoint", "http://127.0.0.1:" + silent.getLocalPort()))) {
            var client = AthenaClient.open(other.settings());
            var answer = client.catalog().listTables("AwsDataCatalog", "db").toCompletableFuture();
            assertThat(answer).isNotDone();
            client.close();

            assertThat(answer.handle((tables, failure) ->
                                    AthenaException.of(failure).sqlState())
                            .get(1, TimeUnit.MINUTES))
                    .isEqualTo("57014");
            assertThat(client.catalog().listCatalogs().toCompletableFuture()).isCompletedExceptionally();
        }
    }
}
