package dev.pallas.local.internal.athena.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.http.ApiException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the bodies, {@code '} is a double quote and {@code <n*text>} is n times the text. */
class InputsTest {
    private static final Pattern REPEATED = Pattern.compile("<(\\d+)\\*([^>]*)>");
    private static final String FAILED = "' failed to satisfy constraint: Member must ";

    private static ObjectNode json(String body) throws IOException {
        var text = REPEATED.matcher(body)
                .replaceAll(repeated -> repeated.group(2).repeat(Integer.parseInt(repeated.group(1))));
        return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    private static List<String> violations(String operation, String body) throws IOException {
        var violations = new ArrayList<String>();
        Inputs.read(operation, json(body), violations);
        return violations;
    }

    /** Each operation with the members that it needs, and nothing else. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "StartQueryExecution       | queryString",
                "StopQueryExecution        | queryExecutionId",
                "GetQueryExecution         | queryExecutionId",
                "GetQueryResults           | queryExecutionId",
                "GetQueryRuntimeStatistics | queryExecutionId",
                "BatchGetQueryExecution    | queryExecutionIds",
                "ListQueryExecutions       |",
                "CreateWorkGroup           | name",
                "GetWorkGroup              | workGroup",
                "ListWorkGroups            |",
                "UpdateWorkGroup           | workGroup",
                "DeleteWorkGroup           | workGroup",
                "ListEngineVersions        |",
                "TagResource               | resourceARN tags",
                "UntagResource             | resourceARN tagKeys",
                "ListTagsForResource       | resourceARN",
                "CreatePreparedStatement   | statementName workGroup queryStatement",
                "GetPreparedStatement      | statementName workGroup",
                "BatchGetPreparedStatement | preparedStatementNames workGroup",
                "ListPreparedStatements    | workGroup",
                "UpdatePreparedStatement   | statementName workGroup queryStatement",
                "DeletePreparedStatement   | statementName workGroup",
                "CreateNamedQuery          | name database queryString",
                "GetNamedQuery             | namedQueryId",
                "BatchGetNamedQuery        | namedQueryIds",
                "ListNamedQueries          |",
                "UpdateNamedQuery          | namedQueryId name queryString",
                "DeleteNamedQuery          | namedQueryId",
                "ListDataCatalogs          |",
                "GetDataCatalog            | name",
                "ListDatabases             | catalogName",
                "GetDatabase               | catalogName databaseName",
                "ListTableMetadata         | catalogName databaseName",
                "GetTableMetadata          | catalogName databaseName tableName"
            })
    void whatIsMissingIsNamed(String operation, String members) throws Exception {
        var missing = members == null ? List.<String>of() : List.of(members.split(" "));

        assertThat(violations(operation, "{'Unknown':{'A':[1]},'NextToken':null}"))
                .containsExactlyElementsOf(missing.stream()
                        .map(member -> "Value null at '" + member + FAILED + "not be null")
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "StartQueryExecution | {'QueryString':''} | queryString | have length greater than or equal to 1",
                "StartQueryExecution | {'QueryString':'<262145*x>'} | queryString | have length less than or equal to 262144",
                "StartQueryExecution | {'QueryString':'x','ClientRequestToken':'<31*t>'} | clientRequestToken | have length greater than or equal to 32",
                "StartQueryExecution | {'QueryString':'x','ClientRequestToken':'<129*t>'} | clientRequestToken | have length less than or equal to 128",
                "StartQueryExecution | {'QueryString':'x','WorkGroup':'a b'} | workGroup | satisfy regular expression pattern: [a-zA-Z0-9._-]{1,128}",
                "StartQueryExecution | {'QueryString':'x','ExecutionParameters':[]} | executionParameters | have length greater than or equal to 1",
                "StartQueryExecution | {'QueryString':'x','ExecutionParameters':['1','']} | executionParameters | satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1]",
                "StartQueryExecution | {'QueryString':'x','ExecutionParameters':['<1025*1>']} | executionParameters | satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1]",
                "StartQueryExecution | {'QueryString':'x','QueryExecutionContext':{'Database':''}} | queryExecutionContext.database | have length greater than or equal to 1",
                "StartQueryExecution | {'QueryString':'x','QueryExecutionContext':{'Catalog':'<257*c>'}} | queryExecutionContext.catalog | have length less than or equal to 256",
                "StartQueryExecution | {'QueryString':'x','ResultConfiguration':{'EncryptionConfiguration':{'EncryptionOption':'SSE'}}} | resultConfiguration.encryptionConfiguration.encryptionOption | satisfy enum value set: [SSE_S3, SSE_KMS, CSE_KMS]",
                "StartQueryExecution | {'QueryString':'x','ResultConfiguration':{'AclConfiguration':{'S3AclOption':'mine'}}} | resultConfiguration.aclConfiguration.s3AclOption | satisfy enum value set: [BUCKET_OWNER_FULL_CONTROL]",
                "StartQueryExecution | {'QueryString':'x','ResultConfiguration':{'ExpectedBucketOwner':'12345678901x'}} | resultConfiguration.expectedBucketOwner | satisfy regular expression pattern: ^[0-9]+$",
                "StartQueryExecution | {'QueryString':'x','ResultReuseConfiguration':{'ResultReuseByAgeConfiguration':{'Enabled':true,'MaxAgeInMinutes':10081}}} | resultReuseConfiguration.resultReuseByAgeConfiguration.maxAgeInMinutes | have value less than or equal to 10080",
                "StartQueryExecution | {'QueryString':'x','ResultReuseConfiguration':{'ResultReuseByAgeConfiguration':{'Enabled':true,'MaxAgeInMinutes':-1}}} | resultReuseConfiguration.resultReuseByAgeConfiguration.maxAgeInMinutes | have value greater than or equal to 0",
                "GetQueryExecution | {'QueryExecutionId':'a b'} | queryExecutionId | satisfy regular expression pattern: \\S+",
                "GetQueryResults | {'QueryExecutionId':'a','MaxResults':1001} | maxResults | have value less than or equal to 1000",
                "GetQueryResults | {'QueryExecutionId':'a','MaxResults':0} | maxResults | have value greater than or equal to 1",
                "GetQueryResults | {'QueryExecutionId':'a','NextToken':''} | nextToken | have length greater than or equal to 1",
                "GetQueryResults | {'QueryExecutionId':'a','QueryResultType':'ROWS'} | queryResultType | satisfy enum value set: [DATA_MANIFEST, DATA_ROWS]",
                "BatchGetQueryExecution | {'QueryExecutionIds':[]} | queryExecutionIds | have length greater than or equal to 1",
                "BatchGetQueryExecution | {'QueryExecutionIds':[<50*'x',>'x']} | queryExecutionIds | have length less than or equal to 50",
                "BatchGetQueryExecution | {'QueryExecutionIds':['a b']} | queryExecutionIds | satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: \\S+]",
                "ListQueryExecutions | {'MaxResults':99999999999} | maxResults | have value less than or equal to 50",
                "CreateWorkGroup | {'Name':'<129*n>'} | name | satisfy regular expression pattern: [a-zA-Z0-9._-]{1,128}",
                "CreateWorkGroup | {'Name':'n','Description':'<1025*d>'} | description | have length less than or equal to 1024",
                "CreateWorkGroup | {'Name':'n','Configuration':{'BytesScannedCutoffPerQuery':9999999}} | configuration.bytesScannedCutoffPerQuery | have value greater than or equal to 10000000",
                "CreateWorkGroup | {'Name':'n','Configuration':{'EngineConfiguration':{'MaxConcurrentDpus':1}}} | configuration.engineConfiguration.maxConcurrentDpus | have value greater than or equal to 2",
                "CreateWorkGroup | {'Name':'n','Tags':[{'Key':'a'},{'Key':''}]} | tags.2.member.key | have length greater than or equal to 1",
                "UpdateWorkGroup | {'WorkGroup':'n','State':'on'} | state | satisfy enum value set: [ENABLED, DISABLED]",
                "UpdateWorkGroup | {'WorkGroup':'n','ConfigurationUpdates':{'ResultConfigurationUpdates':{'ExpectedBucketOwner':'1'}}} | configurationUpdates.resultConfigurationUpdates.expectedBucketOwner | have length greater than or equal to 12",
                "ListEngineVersions | {'MaxResults':11} | maxResults | have value less than or equal to 10",
                "TagResource | {'ResourceARN':'a','Tags':[{'Key':'k','Value':'<257*v>'}]} | tags.1.member.value | have length less than or equal to 256",
                "UntagResource | {'ResourceARN':'a','TagKeys':['']} | tagKeys | satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]",
                "ListTagsForResource | {'ResourceARN':'a','MaxResults':74} | maxResults | have value greater than or equal to 75",
                "CreatePreparedStatement | {'StatementName':'1a','WorkGroup':'w','QueryStatement':'x'} | statementName | satisfy regular expression pattern: [a-zA-Z_][a-zA-Z0-9_@:]{1,256}",
                "ListPreparedStatements | {'WorkGroup':'w','MaxResults':51} | maxResults | have value less than or equal to 50",
                "CreateNamedQuery | {'Name':'','Database':'d','QueryString':'x'} | name | have length greater than or equal to 1",
                "CreateNamedQuery | {'Name':'n','Description':'','Database':'d','QueryString':'x'} | description | have length greater than or equal to 1",
                "BatchGetNamedQuery | {'NamedQueryIds':[]} | namedQueryIds | have length greater than or equal to 1",
                "ListDataCatalogs | {'MaxResults':1} | maxResults | have value greater than or equal to 2",
                "GetDatabase | {'CatalogName':'c','DatabaseName':'<129*d>'} | databaseName | have length less than or equal to 128",
                "ListTableMetadata | {'CatalogName':'c','DatabaseName':'d','Expression':'<257*e>'} | expression | have length less than or equal to 256",
                "GetTableMetadata | {'CatalogName':'c','DatabaseName':'d','TableName':''} | tableName | have length greater than or equal to 1"
            })
    void whatIsOutOfBoundsIsNamed(String operation, String body, String member, String constraint) throws Exception {
        assertThat(violations(operation, body)).containsExactly("Value at '" + member + FAILED + constraint);
    }

    @Test
    void everythingWrongIsToldTogether() throws Exception {
        assertThat(
                        violations(
                                "StartQueryExecution",
                                "{'ClientRequestToken':'t','ResultConfiguration':{'EncryptionConfiguration':{}},"
                                        + "'ResultReuseConfiguration':{'ResultReuseByAgeConfiguration':{'MaxAgeInMinutes':5}}}"))
                .containsExactly(
                        "Value null at 'queryString" + FAILED + "not be null",
                        "Value at 'clientRequestToken" + FAILED + "have length greater than or equal to 32",
                        "Value null at 'resultConfiguration.encryptionConfiguration.encryptionOption" + FAILED
                                + "not be null",
                        "Value null at 'resultReuseConfiguration.resultReuseByAgeConfiguration.enabled" + FAILED
                                + "not be null");
        assertThat(violations("CreatePreparedStatement", "{'StatementName':'','WorkGroup':'w','QueryStatement':'x'}"))
                .containsExactly(
                        "Value at 'statementName" + FAILED + "have length greater than or equal to 1",
                        "Value at 'statementName" + FAILED
                                + "satisfy regular expression pattern: [a-zA-Z_][a-zA-Z0-9_@:]{1,256}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'MaxResults':'1','NextToken':''} | STRING_VALUE can not be converted to an Integer",
                "{'MaxResults':true}               | TRUE_VALUE can not be converted to an Integer",
                "{'MaxResults':false}              | FALSE_VALUE can not be converted to an Integer",
                "{'MaxResults':[1]}                | Start of list found where not expected",
                "{'MaxResults':{'a':1}}            | Start of structure or map found where not expected.",
                "{'NextToken':1}                   | NUMBER_VALUE can not be converted to a String",
                "{'NextToken':true}                | TRUE_VALUE can not be converted to a String",
                "{'QueryString':1}                 | NUMBER_VALUE can not be converted to a String",
                "{'ExecutionParameters':'x'}       | Expected list or null",
                "{'ExecutionParameters':{}}        | Start of structure or map found where not expected.",
                "{'ExecutionParameters':[1]}       | NUMBER_VALUE can not be converted to a String",
                "{'ResultConfiguration':'x'}       | Expected null",
                "{'ResultConfiguration':[]}        | Start of list found where not expected"
            })
    void aValueOfTheWrongTypeComesBeforeAllElse(String body, String message) {
        var operation =
                body.contains("MaxResults") || body.contains("NextToken") ? "ListWorkGroups" : "StartQueryExecution";
        assertThatThrownBy(() -> violations(operation, body))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.type()).isEqualTo("SerializationException"))
                .hasMessage(message);
    }

    @Test
    void whatTheServiceIgnoresIsLeftOut() throws Exception {
        var violations = new ArrayList<String>();

        var read = Inputs.read(
                "StartQueryExecution",
                json("{'QueryString':'x','Foo':1,'WorkGroup':null,'ExecutionParameters':[null,'1'],"
                        + "'ResultConfiguration':{'Bar':[],'OutputLocation':'s3://b/'}}"),
                violations);

        assertThat(violations).isEmpty();
        assertThat(read)
                .isEqualTo(
                        json(
                                "{'QueryString':'x','ResultConfiguration':{'OutputLocation':'s3://b/'},'ExecutionParameters':['1']}"));
        assertThat(Inputs.read("ListWorkGroups", json("{'MaxResults':1.5}"), violations)
                        .path("MaxResults")
                        .asInt())
                .isEqualTo(1);
    }
}
