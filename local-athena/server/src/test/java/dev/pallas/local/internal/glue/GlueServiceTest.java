package dev.pallas.local.internal.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.http.RequestContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GlueServiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GlueService glue =
            new GlueService(new GlueStore(Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC)));

    @BeforeEach
    void createTable() throws JsonProcessingException {
        call("CreateDatabase", "{'DatabaseInput':{'Name':'db'}}");
        call(
                "CreateTable",
                "{'DatabaseName':'db','TableInput':{'Name':'t','PartitionKeys':[{'Name':'n','Type':'int'}],"
                        + "'StorageDescriptor':{'Columns':[{'Name':'a','Type':'int'}]}}}");
    }

    @Test
    void tablesComeInPages() throws JsonProcessingException {
        for (var i = 0; i < 4; i++) {
            call("CreateTable", "{'DatabaseName':'db','TableInput':{'Name':'x" + i + "'}}");
        }
        var names = new ArrayList<String>();
        var token = "";
        var pages = 0;
        while (token != null) {
            var next = token.isEmpty() ? "" : ",'NextToken':'" + token + "'";
            var page = call("GetTables", "{'DatabaseName':'db','MaxResults':2" + next + "}");
            page.path("TableList").forEach(table -> names.add(table.path("Name").asText()));
            token = page.hasNonNull("NextToken") ? page.get("NextToken").asText() : null;
            pages++;
        }
        assertThat(names).containsExactly("t", "x0", "x1", "x2", "x3");
        assertThat(pages).isEqualTo(3);
        assertThat(call("GetTables", "{'DatabaseName':'db','Expression':'X[12]'}")
                        .path("TableList"))
                .hasSize(2);
    }

    @Test
    void aBatchReportsWhatFailedAndDoesTheRest() throws JsonProcessingException {
        call("CreatePartition", "{'DatabaseName':'db','TableName':'t','PartitionInput':{'Values':['1']}}");
        var answer = call(
                "BatchCreatePartition",
                "{'DatabaseName':'db','TableName':'t','PartitionInputList':[{'Values':['1']},{'Values':['2']}]}");
        assertThat(answer.path("Errors")).hasSize(1);
        assertThat(answer.at("/Errors/0/PartitionValues/0").asText()).isEqualTo("1");
        assertThat(answer.at("/Errors/0/ErrorDetail/ErrorCode").asText()).isEqualTo("AlreadyExistsException");
        var found = call(
                "BatchGetPartition",
                "{'DatabaseName':'db','TableName':'t','PartitionsToGet':[{'Values':['2']},{'Values':['3']}]}");
        assertThat(found.path("Partitions")).hasSize(1);
        call(
                "BatchDeletePartition",
                "{'DatabaseName':'db','TableName':'t','PartitionsToDelete':[{'Values':['1']},{'Values':['2']}]}");
        assertThat(partitions("")).isEmpty();
    }

    @Test
    void partitionsComeInSegmentsThatAreTheWhole() throws JsonProcessingException {
        for (var i = 0; i < 7; i++) {
            call("CreatePartition", "{'DatabaseName':'db','TableName':'t','PartitionInput':{'Values':['" + i + "']}}");
        }
        var all = new ArrayList<String>();
        for (var segment = 0; segment < 3; segment++) {
            all.addAll(partitions(",'Segment':{'SegmentNumber':" + segment + ",'TotalSegments':3}"));
        }
        assertThat(all).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5", "6");
        assertThat(partitions(",'Expression':'n >= 5'")).containsExactly("5", "6");
    }

    @Test
    void anUpdateOfAnOlderVersionIsRefused() throws JsonProcessingException {
        call("UpdateTable", "{'DatabaseName':'db','VersionId':'0','TableInput':{'Name':'t'}}");
        assertThatThrownBy(() -> call("UpdateTable", "{'DatabaseName':'db','VersionId':'0','TableInput':{'Name':'t'}}"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.type()).isEqualTo("ConcurrentModificationException"));
        assertThat(call("GetTableVersions", "{'DatabaseName':'db','TableName':'t'}")
                        .at("/TableVersions/0/VersionId")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void statisticsAreReturnedForTheColumnsThatHaveThem() throws JsonProcessingException {
        call(
                "UpdateColumnStatisticsForTable",
                "{'DatabaseName':'db','TableName':'t','ColumnStatisticsList':[{'ColumnName':'a','ColumnType':'int'}]}");
        var answer =
                call("GetColumnStatisticsForTable", "{'DatabaseName':'db','TableName':'t','ColumnNames':['a','n']}");
        assertThat(answer.path("ColumnStatisticsList")).hasSize(1);
        assertThat(answer.path("Errors")).isEmpty();
    }

    @Test
    void anUnknownOperationAndAMissingMemberAreRefusedByName() {
        assertThatThrownBy(() -> call("StartCrawler", "{}"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("StartCrawler");
        assertThatThrownBy(() -> call("GetTable", "{'DatabaseName':'db'}"))
                .isInstanceOf(ApiException.class)
                .hasMessage("Name is missing.");
    }

    private List<String> partitions(String more) throws JsonProcessingException {
        var values = new ArrayList<String>();
        call("GetPartitions", "{'DatabaseName':'db','TableName':'t'" + more + "}")
                .path("Partitions")
                .forEach(partition -> values.add(partition.at("/Values/0").asText()));
        return values;
    }

    private JsonNode call(String operation, String request) throws JsonProcessingException {
        var body = (ObjectNode) JSON.readTree(request.replace('\'', '"'));
        return glue.handle(operation, body, new RequestContext("1", "key", "us-east-1"));
    }
}
