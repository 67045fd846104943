package dev.pallas.local.internal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.storage.api.Fault;
import dev.pallas.local.storage.api.Fault.Refusal;
import dev.pallas.local.storage.api.Fault.Reset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
    private final TickingClock clock = new TickingClock();
    private final Counts counts = new Counts();
    private final QueryFaults queries = new QueryFaults(counts);
    private final Faults faults = new Faults(clock, counts, queries);
    private final ControlApi control = new ControlApi(faults, counts);

    private JsonNode send(String method, String path, String body, int status) throws IOException {
        var answer = control.answer(method, path, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(body).isEqualTo(status);
        return new ObjectMapper().readTree(answer.body().array());
    }

    private void set(String body) throws IOException {
        send("POST", "faults", body, 200);
    }

    private @Nullable String error(String service, String operation) {
        var error = faults.decide(service, operation, "").error();
        return error == null ? null : error.status() + " " + error.code();
    }

    private List<Boolean> luck(int requests) {
        var luck = new ArrayList<Boolean>();
        for (var i = 0; i < requests; i++) {
            luck.add(error("athena", "GetQueryExecution") != null);
        }
        return luck;
    }

    @Test
    void nothingGoesWrongByItself() {
        assertThat(faults.decide("athena", "StartQueryExecution", "")).isEqualTo(Fault.NONE);
        assertThat(queries.begin("SELECT 1")).isEqualTo(new QueryFaults.Plan(0, 0, null));
        assertThat(queries.maxRunning()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aRuleIsAboutTheRequestsThatItNames() throws IOException {
        set("{'rules':[{'kind':'throttle','service':'athena','operations':['StartQueryExecution']},"
                + "{'kind':'error','service':'s3','operations':['GetObject'],'key':'[.]csv$','times':1}]}");

        assertThat(error("athena", "StartQueryExecution")).isEqualTo("400 ThrottlingException");
        assertThat(error("athena", "GetQueryExecution")).isNull();
        assertThat(faults.decide("s3", "GetObject", "csv/x.txt")).isEqualTo(Fault.NONE);
        assertThat(faults.decide("s3", "PutObject", "b/x.csv")).isEqualTo(Fault.NONE);
        assertThat(faults.decide("s3", "GetObject", "b/x.csv").error())
                .isEqualTo(new Refusal(500, "InternalError", "We encountered an internal error. Please try again."));
        assertThat(faults.decide("s3", "GetObject", "b/x.csv")).isEqualTo(Fault.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "{'kind':'throttle'}, s3, 503 SlowDown",
        "{'kind':'throttle'}, glue, 400 ThrottlingException",
        "{'kind':'throttle';'error':'TooManyRequestsException'}, athena, 400 TooManyRequestsException",
        "{'kind':'error'}, athena, 500 InternalServerException",
        "{'kind':'error';'error':'ServiceUnavailable'}, athena, 503 ServiceUnavailable",
        "{'kind':'error';'error':'Odd';'status':418}, s3, 418 Odd",
        "{'kind':'expired-credentials'}, athena, 400 ExpiredTokenException",
        "{'kind':'expired-credentials'}, s3, 400 ExpiredToken"
    })
    void eachServiceHasItsOwnWords(String rule, String service, String error) throws IOException {
        set("{'rules':[" + rule.replace("''", "'").replace(';', ',') + "]}");
        assertThat(error(service, "Any")).isEqualTo(error);
    }

    @Test
    void latenciesAddUpAndTheFirstRefusalDecides() throws IOException {
        set("{'rules':[{'kind':'latency','millis':30},{'kind':'latency','millis':12},{'kind':'reset','when':'after'},"
                + "{'kind':'error'}]}");
        assertThat(faults.decide("athena", "Any", "")).isEqualTo(new Fault(42, null, Reset.AFTER, -1, 0));
        assertThat(counts.all()).containsEntry("faults.latency", 2L).doesNotContainKey("faults.error");
    }

    @Test
    void bodiesAreThoseOfObjectsThatAreRead() throws IOException {
        set("{'rules':[{'kind':'cut-body','bytes':0},{'kind':'slow-body','bytesPerSecond':7}]}");
        assertThat(faults.decide("s3", "GetObject", "b/k")).isEqualTo(new Fault(0, null, Reset.NEVER, 0, 7));
        assertThat(faults.decide("s3", "PutObject", "b/k")).isEqualTo(Fault.NONE);
        assertThat(faults.decide("athena", "GetObject", "")).isEqualTo(Fault.NONE);
    }

    @Test
    void aSeedDecidesWhatIsLeftToChance() throws IOException {
        var rule = "'rules':[{'kind':'throttle','rate':0.3}]";
        set("{'seed':7," + rule + "}");
        var first = luck(200);
        assertThat(first.stream().filter(bad -> bad).count()).isBetween(30L, 90L);
        faults.reset();
        assertThat(luck(10)).containsOnly(false);

        set("{'seed':7," + rule + "}");
        assertThat(luck(200)).isEqualTo(first);

        faults.reset();
        set("{'seed':8," + rule + "}");
        assertThat(luck(200)).isNotEqualTo(first);
    }

    @Test
    void jitterIsWithinItsBounds() throws IOException {
        set("{'rules':[{'kind':'latency','millis':100,'jitterMillis':50}]}");
        for (var i = 0; i < 100; i++) {
            assertThat(faults.decide("s3", "GetObject", "b/k").delayMillis()).isBetween(100L, 149L);
        }
    }

    @Test
    void quotasAreThoseOfAthenaAndCanBeAdjusted() throws IOException {
        set("{'quotas':'default'}");
        var answers = new ArrayList<@Nullable String>();
        for (var i = 0; i < 12; i++) {
            answers.add(error("athena", "ListQueryExecutions"));
        }
        assertThat(answers.subList(0, 10)).containsOnlyNulls();
        assertThat(answers.subList(10, 12)).containsOnly("400 ThrottlingException");
        clock.pass(Duration.ofMillis(200));
        assertThat(error("athena", "ListQueryExecutions")).isNull();
        assertThat(error("athena", "ListQueryExecutions")).isNotNull();
        assertThat(counts.all()).containsEntry("faults.quota", 3L);

        set("{'quotas':{'ListQueryExecutions':{'perSecond':1,'burst':2}}}");
        assertThat(error("athena", "ListQueryExecutions")).isNull();
        assertThat(send("GET", "faults", "", 200).path("quotas").path("StartQueryExecution"))
                .hasToString("{\"perSecond\":20.0,\"burst\":80.0}");
        set("{'quotas':null}");
        for (var i = 0; i < 500; i++) {
            assertThat(error("athena", "ListQueryExecutions")).isNull();
        }
    }

    @Test
    void soManyDmlQueriesMayBeActive() throws IOException {
        set("{'activeDml':1}");
        queries.admit(true);
        queries.admit(false);
        assertThatThrownBy(() -> queries.admit(true)).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.type()).isEqualTo("TooManyRequestsException");
            assertThat(e.fields())
                    .isEqualTo(Map.of(
                            "AthenaErrorCode", "TOO_MANY_REQUESTS", "Reason", "CONCURRENT_QUERY_LIMIT_EXCEEDED"));
        });
        queries.withdraw(true);
        queries.admit(true);
        assertThatThrownBy(() -> queries.admit(true)).isInstanceOf(ApiException.class);
        queries.begin("SELECT 1");
        queries.begin("SHOW TABLES");
        queries.ended(true);
        queries.admit(true);
        queries.begin("SELECT 2");
        assertThat(counts.all())
                .containsEntry("queries.started", 3L)
                .containsEntry("queries.active", 2L)
                .containsEntry("queries.highestActive", 2L)
                .containsEntry("faults.active-dml", 2L);
    }

    @Test
    void aQueryHasAFate() throws IOException {
        set("{'rules':[{'kind':'query-delay','query':'big','runningMillis':10,'queuedMillis':5},"
                + "{'kind':'query-failure','query':'(?i)insert','times':1},"
                + "{'kind':'query-failure','query':'bad','reason':'NO: way','category':3,'type':9,'retryable':true}]}");

        assertThat(queries.begin("SELECT big")).isEqualTo(new QueryFaults.Plan(5, 10, null));
        assertThat(queries.begin("INSERT INTO t\nVALUES 1").failure())
                .isEqualTo(new QueryFaults.Failure(
                        "ICEBERG_COMMIT_ERROR: Failed to commit Iceberg update to table: another writer was faster",
                        1,
                        233,
                        true));
        assertThat(queries.begin("INSERT INTO t VALUES 1").failure()).isNull();
        assertThat(queries.begin("SELECT bad").failure()).isEqualTo(new QueryFaults.Failure("NO: way", 3, 9, true));
        // rules of queries are none of requests
        assertThat(faults.decide("athena", "StartQueryExecution", "")).isEqualTo(Fault.NONE);
    }

    @Test
    void moreRunningQueriesAreToldOfAtOnce() throws IOException {
        var told = new ArrayList<Integer>();
        queries.onMore(() -> told.add(queries.maxRunning()));
        set("{'maxRunning':3}");
        set("{'maxRunning':null}");
        faults.reset();
        assertThat(told).containsExactly(3, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'rules':[{'kind':'nope'}]} | there is no kind \"nope\"; there are throttle, error, reset",
                "{'rules':[{'kind':'throttle','millis':1}]} | a rule of kind throttle has no member millis",
                "{'rules':[{'kind':'throttle','rate':1.5}]} | rate must be a number from 0 to 1, not 1.5",
                "{'rules':[{'kind':'throttle','times':-1}]} | times must be a number from 0 on, not -1",
                "{'rules':[{'kind':'throttle','query':'x'}]} | a rule of kind throttle is about a key",
                "{'rules':[{'kind':'cut-body','key':'('}]} | key is no regular expression",
                "{'rules':[{'kind':'reset','when':'never'}]} | when must be before or after, not never",
                "{'rules':[{'kind':'throttle','error':'Odd'}]} | a throttle's error is ThrottlingException",
                "{'rules':[1]} | a rule must be an object, not 1",
                "{'rate':1} | there is no member rate",
                "{'quotas':7} | quotas must be",
                "{'quotas':{'X':{'perSecond':'a'}}} | the quota of X must have a number perSecond",
                "{'maxRunning':-1} | maxRunning must be null or a number from 0 on, not -1",
                "[] | the body is no JSON object",
                "{ | the body is no JSON"
            })
    void whatIsWrongIsSaidAndNothingChanges(String body, String message) throws IOException {
        set("{'seed':5}");
        var before = send("GET", "faults", "", 200);
        assertThat(send("POST", "faults", body, 400).path("message").asText())
                .startsWith("Nothing was changed: " + message);
        assertThat(send("GET", "faults", "", 200)).isEqualTo(before);
    }

    @Test
    void theControlApiTellsWhatIsSetAndWhatHappened() throws IOException {
        set("{'seed':3,'rules':[{'kind':'throttle','times':1}],'activeDml':9,'maxRunning':4}");
        faults.decide("athena", "StartQueryExecution", "");
        faults.decide("s3", "GetObject", "b/k");
        counts.connection(true);
        counts.connection(true);
        counts.connection(false);

        assertThat(send("GET", "faults", "", 200))
                .hasToString("{\"seed\":3,\"rules\":[{\"kind\":\"throttle\",\"times\":1,\"applied\":1}],\"quotas\":{},"
                        + "\"activeDml\":9,\"maxRunning\":4}");
        assertThat(send("GET", "counts", "", 200))
                .hasToString("{\"calls.athena.StartQueryExecution\":1,\"calls.s3.GetObject\":1,\"connections.open\":1,"
                        + "\"connections.opened\":2,\"duplicateTokens\":0,\"faults.throttle\":1,\"queries.active\":0,"
                        + "\"queries.highestActive\":0,\"queries.started\":0}");
        assertThat(send("DELETE", "counts", "", 200).has("calls.s3.GetObject")).isFalse();
        assertThat(send("DELETE", "faults", "", 200)).hasToString("{\"seed\":1,\"rules\":[],\"quotas\":{}}");
        assertThat(send("GET", "nothing", "", 404).path("message").asText())
                .startsWith("There is no GET /_pallas/nothing");
    }
}
