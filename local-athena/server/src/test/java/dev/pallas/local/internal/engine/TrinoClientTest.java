package dev.pallas.local.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that plays back answers as Trino writes them. */
class TrinoClientTest {
    private static final String STATS =
            "\"stats\":{\"state\":\"%s\",\"queuedTimeMillis\":1,\"elapsedTimeMillis\":20,\"cpuTimeMillis\":3,"
                    + "\"processedRows\":4,\"physicalInputBytes\":5,\"rootStage\":{\"state\":\"x\"}}";

    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final Set<Integer> connections = new HashSet<>();
    private HttpServer server;
    private TrinoClient client;
    private String base;
    private Map<String, List<String>> firstHeaders;
    private String firstBody;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        client = new TrinoClient(URI.create(base), id -> new EngineStats.AtEnd(7, 8, 9));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void followsTheLinksToTheEnd() throws EngineException {
        answers.add(page("QUEUED", 1, ""));
        answers.add(page("RUNNING", 2, "\"columns\":[{\"name\":\"a\",\"type\":\"bigint\",\"typeSignature\":{}}],"));
        answers.add(page("RUNNING", 3, "\"data\":[[1,\"x\",null,[1.5,\"NaN\"],{\"k\":true}]],"));
        answers.add(page("RUNNING", 4, "\"data\":[],"));
        answers.add(page("FINISHED", 0, "\"data\":[[9007199254740993]],"));
        try (var execution = client.start(statement())) {
            assertThat(execution.engineQueryId()).isEqualTo("q1");
            assertThat(execution.stats().state()).isEqualTo("QUEUED");
            assertThat(execution.columns()).containsExactly(new EngineColumn("a", "bigint"));
            assertThat(execution.nextRows().get(0))
                    .containsExactly(1, "x", null, List.of(1.5, "NaN"), Map.of("k", true));
            assertThat(execution.nextRows()).isEqualTo(List.of(List.of(9007199254740993L)));
            assertThat(execution.nextRows()).isNull();
            assertThat(execution.nextRows()).isNull();
            assertThat(execution.stats()).isEqualTo(new EngineStats("FINISHED", 1, 7, 20, 3, 4, 5, 8, 9));
            assertThat(execution.updateCount()).isEqualTo(OptionalLong.empty());
        }
        assertThat(requests).containsExactly("POST /v1/statement", "GET /1", "GET /2", "GET /3", "GET /4");
    }

    @Test
    void sendsTheSession() throws EngineException {
        answers.add(page("FINISHED", 0, ""));
        var session = new Engine.Statement(
                "SELECT 'ü'",
                "awsdatacatalog",
                "db",
                Map.of("p 1", "SELECT ?"),
                Map.of("iceberg.compression_codec", "ZSTD"));
        try (var execution = client.start(session)) {
            assertThat(execution.nextRows()).isNull();
        }
        assertThat(firstBody).isEqualTo("SELECT 'ü'");
        assertThat(firstHeaders)
                .containsEntry("X-trino-catalog", List.of("awsdatacatalog"))
                .containsEntry("X-trino-schema", List.of("db"))
                .containsEntry("X-trino-session", List.of("iceberg.compression_codec=ZSTD"))
                .containsEntry("X-trino-prepared-statement", List.of("p+1=SELECT+%3F"))
                .containsEntry("X-trino-time-zone", List.of("UTC"));
    }

    @Test
    void tellsWhatAnUpdateDid() throws EngineException {
        answers.add(page("FINISHED", 0, "\"updateType\":\"INSERT\",\"updateCount\":3,"));
        try (var execution = client.start(statement())) {
            assertThat(execution.columns()).isEmpty();
            assertThat(execution.nextRows()).isNull();
            assertThat(execution.updateType()).isEqualTo("INSERT");
            assertThat(execution.updateCount()).hasValue(3);
        }
    }

    @Test
    void aFailureKeepsTheEnginesWords() {
        answers.add(page("QUEUED", 1, ""));
        answers.add(page(
                "FAILED",
                0,
                "\"error\":{\"message\":\"line 1:15: no\",\"errorCode\":46,\"errorName\":\"TABLE_NOT_FOUND\","
                        + "\"errorType\":\"USER_ERROR\",\"failureInfo\":{}},"));
        try (var execution = client.start(statement())) {
            for (var i = 0; i < 2; i++) {
                assertThatThrownBy(execution::columns)
                        .isInstanceOfSatisfying(EngineException.class, e -> {
                            assertThat(e.errorName()).isEqualTo("TABLE_NOT_FOUND");
                            assertThat(e.errorType()).isEqualTo("USER_ERROR");
                            assertThat(e.errorCode()).isEqualTo(46);
                        })
                        .hasMessage("line 1:15: no");
            }
        }
        assertThat(requests).containsExactly("POST /v1/statement", "GET /1");
    }

    @Test
    void aCancelReachesTheEngineAndEndsTheReader() {
        answers.add(page("QUEUED", 1, ""));
        answers.add("");
        answers.add("");
        try (var execution = client.start(statement())) {
            execution.cancel();
            assertThatThrownBy(execution::nextRows)
                    .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.errorName())
                            .isEqualTo("USER_CANCELED"));
        }
        // once more by the reader, whose link is the newest
        assertThat(requests).containsExactly("POST /v1/statement", "DELETE /1", "DELETE /1");
    }

    @Test
    void closingEndsWhatStillRuns() {
        answers.add(page("RUNNING", 1, ""));
        answers.add("");
        client.start(statement()).close();
        assertThat(requests).containsExactly("POST /v1/statement", "DELETE /1");
    }

    @Test
    void anEngineThatIsGoneIsReportedToTheReader() {
        server.stop(0);
        try (var execution = client.start(statement())) {
            assertThatThrownBy(execution::columns)
                    .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.errorType())
                            .isEqualTo("INTERNAL_ERROR"))
                    .hasMessageStartingWith("The engine did not answer");
        }
    }

    @Test
    void tellsPreparedStatements() throws EngineException {
        answers.add(page("FINISHED", 0, "\"updateType\":\"PREPARE\","));
        try (var execution = client.start(statement())) {
            assertThat(execution.nextRows()).isNull();
            assertThat(execution.addedPreparedStatements()).isEqualTo(Map.of("p1", "SELECT 1 = ?"));
            assertThat(execution.removedPreparedStatements()).containsExactly("p0");
        }
    }

    @Test
    void anAnswerIsReadToItsEndSoThatItsConnectionLivesOn() throws EngineException {
        var blanks = " ".repeat(1_000_000);
        answers.add(page("QUEUED", 1, "") + blanks);
        answers.add(page("RUNNING", 2, "\"columns\":[{\"name\":\"a\",\"type\":\"bigint\"}],") + blanks);
        answers.add(page("FINISHED", 0, "\"data\":[[1]],") + blanks);
        try (var execution = client.start(statement())) {
            assertThat(execution.nextRows()).isEqualTo(List.of(List.of(1)));
            assertThat(execution.nextRows()).isNull();
        }
        assertThat(connections).hasSize(1);
    }

    private static Engine.Statement statement() {
        return new Engine.Statement("SELECT 1", "awsdatacatalog", null, Map.of(), Map.of());
    }

    private String page(String state, int next, String content) {
        var link = next == 0 ? "" : "\"nextUri\":\"" + base + "/" + next + "\",";
        return "{\"id\":\"q1\",\"infoUri\":\"http://x/y\"," + link + content + STATS.formatted(state)
                + ",\"warnings\":[]}";
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (requests.isEmpty()) {
            firstHeaders = Map.copyOf(exchange.getRequestHeaders());
            firstBody = body;
        }
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        connections.add(exchange.getRemoteAddress().getPort());
        var answer = answers.remove().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("X-Trino-Added-Prepare", "p1=SELECT+1+%3D+%3F");
        exchange.getResponseHeaders().add("X-Trino-Deallocated-Prepare", "p0");
        exchange.sendResponseHeaders(answer.length == 0 ? 204 : 200, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
