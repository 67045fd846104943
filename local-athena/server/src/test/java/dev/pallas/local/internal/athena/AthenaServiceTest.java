package dev.pallas.local.internal.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.athena.input.Inputs;
import dev.pallas.local.internal.engine.Engine;
import dev.pallas.local.internal.faults.Counts;
import dev.pallas.local.internal.faults.QueryFaults;
import dev.pallas.local.internal.glue.GlueStore;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.http.RequestContext;
import dev.pallas.local.internal.s3.S3Objects;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations that need no engine. */
class AthenaServiceTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_500L), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private AthenaService service;

    @BeforeEach
    void open() throws IOException {
        service = new AthenaService(
                unused(Engine.class),
                new GlueStore(CLOCK),
                unused(S3Objects.class),
                new QueryFaults(new Counts()),
                AthenaServiceOptions.standard(CLOCK, folder));
    }

    @AfterEach
    void close() {
        service.close();
    }

    private static <T> T unused(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new AssertionError(method.getName());
                }));
    }

    private JsonNode call(String operation, String body) {
        try {
            var request = (ObjectNode) new ObjectMapper().readTree(body.replace('\'', '"'));
            return service.handle(operation, request, new RequestContext("id", "key", "us-east-1", true));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ApiException refusal(String operation, String body) {
        return catchThrowableOfType(ApiException.class, () -> call(operation, body));
    }

    static Stream<String> offered() {
        return Inputs.operationNames().stream().sorted();
    }

    /** What a request lacks is told before anything else is looked at. */
    @ParameterizedTest
    @MethodSource("offered")
    void everyOperationChecksItsInput(String operation) {
        var refusal = refusal(operation, "{'WorkGroup':'', 'Name':'', 'NextToken':'', 'QueryExecutionId':''}");

        if (refusal != null) {
            assertThat(refusal.type()).isEqualTo("InvalidRequestException");
            assertThat(refusal.fields()).containsEntry("AthenaErrorCode", "INVALID_INPUT");
            assertThat(refusal.getMessage()).matches("\\d validation errors? detected: Value .*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CancelCapacityReservation",
                "CreateCapacityReservation",
                "CreateDataCatalog",
                "CreateNotebook",
                "CreatePresignedNotebookUrl",
                "DeleteCapacityReservation",
                "DeleteDataCatalog",
                "DeleteNotebook",
                "ExportNotebook",
                "GetCalculationExecution",
                "GetCalculationExecutionCode",
                "GetCalculationExecutionStatus",
                "GetCapacityAssignmentConfiguration",
                "GetCapacityReservation",
                "GetNotebookMetadata",
                "GetResourceDashboard",
                "GetSession",
                "GetSessionEndpoint",
                "GetSessionStatus",
                "ImportNotebook",
                "ListApplicationDPUSizes",
                "ListCalculationExecutions",
                "ListCapacityReservations",
                "ListExecutors",
                "ListNotebookMetadata",
                "ListNotebookSessions",
                "ListSessions",
                "PutCapacityAssignmentConfiguration",
                "StartCalculationExecution",
                "StartSession",
                "StopCalculationExecution",
                "TerminateSession",
                "UpdateCapacityReservation",
                "UpdateDataCatalog",
                "UpdateNotebook",
                "UpdateNotebookMetadata"
            })
    void whatIsNotOfferedIsNamed(String operation) {
        var refusal = refusal(operation, "{}");

        assertThat(refusal.type()).isEqualTo("InvalidRequestException");
        assertThat(refusal).hasMessageStartingWith(operation + " is not offered by local-athena: ");
    }

    @Test
    void whatAthenaDoesNotHaveIsUnknown() {
        assertThat(refusal("DropEverything", "{}").type()).isEqualTo("UnknownOperationException");
        assertThat(refusal("listWorkGroups", "{}").type()).isEqualTo("UnknownOperationException");
    }

    @Test
    void aStartNeedsItsToken() {
        assertThat(refusal("StartQueryExecution", "{'QueryString':'SELECT 1'}"))
                .hasMessage("clientRequestToken is null or empty");
        assertThat(refusal("StartQueryExecution", "{'QueryString':'SELECT 1','ClientRequestToken':''}"))
                .hasMessage("1 validation error detected: Value at 'clientRequestToken' failed to satisfy constraint:"
                        + " Member must have length greater than or equal to 32");
    }

    @Test
    void listsComeInPagesThatEnd() {
        for (var i = 0; i < 120; i++) {
            call("CreateWorkGroup", "{'Name':'group" + (1000 + i) + "'}");
        }

        var first = call("ListWorkGroups", "{}");
        var second = call(
                "ListWorkGroups", "{'NextToken':'" + first.path("NextToken").asText() + "'}");
        var third = call(
                "ListWorkGroups", "{'NextToken':'" + second.path("NextToken").asText() + "'}");

        assertThat(first.path("WorkGroups")).hasSize(50);
        assertThat(second.path("WorkGroups").path(0).path("Name").asText()).isEqualTo("group1050");
        assertThat(third.path("WorkGroups")).hasSize(21);
        assertThat(third.path("WorkGroups").path(20).path("Name").asText()).isEqualTo("primary");
        assertThat(third.has("NextToken")).isFalse();
        assertThat(third.path("WorkGroups").path(20).path("CreationTime").asDouble())
                .isEqualTo(1_700_000_000.5);
        for (var token : Arrays.asList("x", "djE6LTE=", "djE6eA==")) {
            assertThatThrownBy(() -> call("ListWorkGroups", "{'NextToken':'" + token + "'}"))
                    .hasMessage("The nextPageToken is malformed: " + token);
        }
    }

    @Test
    void tagsHaveLimits() {
        var arn = "'ResourceARN':'arn:aws:athena:eu-west-1:123456789012:workgroup/primary'";
        var tags = new StringBuilder();
        for (var i = 0; i < 51; i++) {
            tags.append(i == 0 ? "" : ",").append("{'Key':'k").append(i).append("'}");
        }

        assertThat(refusal("TagResource", "{" + arn + ",'Tags':[" + tags + "]}"))
                .hasMessage("A resource can have at most 50 tags");
        assertThat(refusal("TagResource", "{" + arn + ",'Tags':[{'Key':'aws:x'}]}"))
                .hasMessage("Tag keys that start with aws: are reserved");
        assertThat(call("ListTagsForResource", "{" + arn + "}").path("Tags")).isEmpty();
        assertThat(refusal("CreateWorkGroup", "{'Name':'tagged','Tags':[{'Value':'v'}]}"))
                .hasMessage("Tag key must not be null");
        assertThat(refusal("GetWorkGroup", "{'WorkGroup':'tagged'}")).hasMessage("WorkGroup is not found.");
    }
}
