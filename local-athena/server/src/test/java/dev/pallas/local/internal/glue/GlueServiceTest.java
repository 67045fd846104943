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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlueServiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GlueService glue = new GlueService(
            new GlueStore(Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC)), table -> {});

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
                "{'DatabaseName':'db','TableName':'t','ColumnStatisticsList':[{'ColumnName':'a','ColumnType':'int',"
                        + "'AnalyzedTime':1.7E9,'StatisticsData':{'Type':'LONG','LongColumnStatisticsData':{"
                        + "'MinimumValue':-1,'NumberOfNulls':0,'NumberOfDistinctValues':5}}}]}");
        var answer =
                call("GetColumnStatisticsForTable", "{'DatabaseName':'db','TableName':'t','ColumnNames':['a','n']}");
        assertThat(answer.path("ColumnStatisticsList")).hasSize(1);
        assertThat(answer.path("Errors")).isEmpty();
    }

    @Test
    void whatIsNotOfferedIsRefusedByName() {
        refused("StartCrawler", "{}", "OperationNotSupportedException", "the Glue operation StartCrawler;");
        refused(
                "CreateTable",
                "{'DatabaseName':'db','TableInput':{'Name':'i'},'OpenTableFormatInput':{'IcebergInput':{}}}",
                "OperationNotSupportedException",
                "Iceberg tables through Glue; use CREATE TABLE");
        refused(
                "CreateTable",
                "{'DatabaseName':'db','TableInput':{'Name':'i'},'PartitionIndexes':[{'Keys':['a'],'IndexName':'x'}]}",
                "OperationNotSupportedException",
                "has no partition indexes");
        refused(
                "CreateDatabase",
                "{'DatabaseInput':{'Name':'i','TargetDatabase':{'CatalogId':'1'}}}",
                "OperationNotSupportedException",
                "no resource links");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "GetTable | {'DatabaseName':'db'} | Value null at 'name' failed to satisfy constraint: Member must not be null",
                "GetTables | {'DatabaseName':'db','MaxResults':101} | Value at 'maxResults' failed to satisfy constraint:"
                        + " Member must have value less than or equal to 100",
                "GetPartitions | {'DatabaseName':'db','TableName':'t','Segment':{'SegmentNumber':0,'TotalSegments':11}} |"
                        + " Value at 'segment.totalSegments' failed to satisfy constraint: Member must have value less than or"
                        + " equal to 10",
                "GetDatabases | {'CatalogId':''} | Value at 'catalogId' failed to satisfy constraint: Member must have length"
                        + " greater than or equal to 1",
                "CreateDatabase | {'DatabaseInput':{'Name':''}} | Value at 'databaseInput.name' failed to satisfy constraint:"
                        + " Member must have length greater than or equal to 1"
            })
    void aRequestThatIsWrongInItselfIsToldAsGlueDoes(String operation, String request, String message) {
        refused(operation, request, "ValidationException", "1 validation error detected: " + message);
    }

    @Test
    void aBatchHasALimit() {
        var many = "{'Values':['1']},".repeat(101);
        refused(
                "BatchCreatePartition",
                "{'DatabaseName':'db','TableName':'t','PartitionInputList':[" + many.substring(0, many.length() - 1)
                        + "]}",
                "ValidationException",
                "Value at 'partitionInputList' failed to satisfy constraint: Member must have length less than or equal to 100");
        refused(
                "BatchCreatePartition",
                "{'DatabaseName':'db','TableName':'gone','PartitionInputList':[]}",
                "EntityNotFoundException",
                "Table gone not found.");
    }

    private void refused(String operation, String request, String type, String message) {
        assertThatThrownBy(() -> call(operation, request))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.type()).isEqualTo(type));
    }

    @Test
    void aPageGoesOnAfterItsLastEntryWhateverCameOrWentMeanwhile() throws JsonProcessingException {
        for (var name : List.of("a", "b", "c")) {
            call("CreateTable", "{'DatabaseName':'db','TableInput':{'Name':'" + name + "'}}");
        }
        var token = call("GetTables", "{'DatabaseName':'db','MaxResults':2}")
                .path("NextToken")
                .asText();
        call("DeleteTable", "{'DatabaseName':'db','Name':'a'}");
        assertThat(names(call("GetTables", "{'DatabaseName':'db','NextToken':'" + token + "'}")))
                .containsExactly("c", "t");
        call("DeleteTable", "{'DatabaseName':'db','Name':'b'}");
        assertThat(names(call("GetTables", "{'DatabaseName':'db','NextToken':'" + token + "'}")))
                .contains("t");
        refused("GetTables", "{'DatabaseName':'db','NextToken':'!'}", "InvalidInputException", "The NextToken");
    }

    @ParameterizedTest
    @CsvSource({
        "ord*,orders",
        "*ers,orders",
        "*de*,orders",
        "o.*s,orders",
        "ORDERS,orders",
        "[ox].+,orders",
        "*,orders t"
    })
    void namesMatchAsRegularExpressionsAndAsHivesPatterns(String expression, String expected)
            throws JsonProcessingException {
        call("CreateTable", "{'DatabaseName':'db','TableInput':{'Name':'orders'}}");
        assertThat(names(call("GetTables", "{'DatabaseName':'db','Expression':'" + expression + "'}")))
                .containsExactly(expected.split(" "));
    }

    @Test
    void aPatternThatIsNoneIsRefused() {
        refused("GetTables", "{'DatabaseName':'db','Expression':'['}", "InvalidInputException", "is not a pattern: [");
    }

    @Test
    void versionsAreKeptAndDeleted() throws JsonProcessingException {
        call("UpdateTable", "{'DatabaseName':'db','TableInput':{'Name':'t','Description':'1'}}");
        call("UpdateTable", "{'DatabaseName':'db','TableInput':{'Name':'t','Description':'2'}}");
        call("UpdateTable", "{'DatabaseName':'db','SkipArchive':true,'TableInput':{'Name':'t','Description':'3'}}");
        assertThat(versions()).containsExactly("3", "1", "0");
        call("DeleteTableVersion", "{'DatabaseName':'db','TableName':'t','VersionId':'1'}");
        var errors = call("BatchDeleteTableVersion", "{'DatabaseName':'db','TableName':'t','VersionIds':['0','1','3']}")
                .path("Errors");
        assertThat(versions()).containsExactly("3");
        assertThat(errors.findValuesAsText("ErrorCode"))
                .containsExactly("EntityNotFoundException", "InvalidInputException");
        assertThat(errors.findValuesAsText("VersionId")).containsExactly("1", "3");
    }

    private List<String> versions() throws JsonProcessingException {
        return call("GetTableVersions", "{'DatabaseName':'db','TableName':'t'}")
                .path("TableVersions")
                .findValuesAsText("VersionId")
                .stream()
                .distinct()
                .toList();
    }

    @Test
    void tablesAreFoundByWhatDescribesThem() throws JsonProcessingException {
        call(
                "CreateTable",
                "{'DatabaseName':'db','TableInput':{'Name':'orders','Description':'What was Bought',"
                        + "'Parameters':{'classification':'parquet'}}}");
        call(
                "CreateTable",
                "{'DatabaseName':'db','TableInput':{'Name':'customers','Parameters':{'classification':'csv'}}}");
        assertThat(names(call("SearchTables", "{'SearchText':'bought'}"))).containsExactly("orders");
        assertThat(names(call("SearchTables", "{'SearchText':'\\\"orders\\\"'}")))
                .containsExactly("orders");
        assertThat(names(call("SearchTables", "{'SearchText':'\\\"order\\\"'}")))
                .isEmpty();
        assertThat(names(call("SearchTables", "{'Filters':[{'Key':'classification','Value':'csv'}]}")))
                .containsExactly("customers");
        assertThat(names(call("SearchTables", "{'SortCriteria':[{'FieldName':'Name','Sort':'DESC'}],'MaxResults':2}")))
                .containsExactly("t", "orders");
    }

    private static List<String> names(JsonNode answer) {
        var names = new ArrayList<String>();
        answer.path("TableList").forEach(table -> names.add(table.path("Name").asText()));
        return names;
    }

    @Test
    void databasesHaveTags() throws JsonProcessingException {
        var arn = "'ResourceArn':'arn:aws:glue:us-east-1:000000000000:database/tagged'";
        call("CreateDatabase", "{'DatabaseInput':{'Name':'tagged'},'Tags':{'a':'1'}}");
        call("TagResource", "{" + arn + ",'TagsToAdd':{'b':'2'}}");
        call("UntagResource", "{" + arn + ",'TagsToRemove':['a']}");
        assertThat(call("GetTags", "{" + arn + "}")).hasToString("{\"Tags\":{\"b\":\"2\"}}");
        refused(
                "GetTags",
                "{'ResourceArn':'arn:aws:glue:us-east-1:000000000000:job/x'}",
                "InvalidInputException",
                "Only databases have tags here");
    }

    @Test
    void whatClientsAskInPassingIsAnswered() throws JsonProcessingException {
        assertThat(call("GetUserDefinedFunctions", "{'DatabaseName':'db','Pattern':'*'}")
                        .path("UserDefinedFunctions"))
                .isEmpty();
        assertThat(call("GetPartitionIndexes", "{'DatabaseName':'db','TableName':'t'}")
                        .path("PartitionIndexDescriptorList"))
                .isEmpty();
        assertThat(call("GetCatalogs", "{}").at("/CatalogList/0/CatalogId").asText())
                .isEqualTo("000000000000");
        assertThat(call("GetCatalogImportStatus", "{}")
                        .at("/ImportStatus/ImportCompleted")
                        .asBoolean())
                .isTrue();
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
        return glue.handle(operation, body, new RequestContext("1", "key", "us-east-1", true));
    }
}
