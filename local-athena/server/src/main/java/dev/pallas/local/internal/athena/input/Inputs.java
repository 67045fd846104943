package dev.pallas.local.internal.athena.input;

import static dev.pallas.local.internal.input.Shapes.integer;
import static dev.pallas.local.internal.input.Shapes.list;
import static dev.pallas.local.internal.input.Shapes.oneOf;
import static dev.pallas.local.internal.input.Shapes.optional;
import static dev.pallas.local.internal.input.Shapes.required;
import static dev.pallas.local.internal.input.Shapes.structure;
import static dev.pallas.local.internal.input.Shapes.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.input.Shape;
import dev.pallas.local.internal.input.Shape.Entries;
import dev.pallas.local.internal.input.Shape.Flag;
import dev.pallas.local.internal.input.Shape.Member;
import dev.pallas.local.internal.input.Shape.Structure;
import dev.pallas.local.internal.input.Shape.Whole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members that each operation takes, and what they may be. */
public final class Inputs {
    private static final Shape STRING = text(0, 0);
    private static final Shape FLAG = new Flag();
    private static final Shape ID = text(1, 128, "\\S+");
    private static final Shape WORK_GROUP = text(0, 0, "[a-zA-Z0-9._-]{1,128}");
    private static final Shape STATEMENT_NAME = text(1, 256, "[a-zA-Z_][a-zA-Z0-9_@:]{1,256}");
    private static final Shape SQL = text(1, 262_144);
    private static final Shape TOKEN = text(32, 128);
    private static final Shape CATALOG =
            text(1, 256, "[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*");
    private static final Shape NAME = text(1, 128);
    private static final Shape DESCRIPTION = text(1, 1024);
    private static final Shape CLEARABLE_DESCRIPTION = text(0, 1024);
    private static final Shape NEXT_TOKEN = text(1, 1024);
    private static final Shape ARN = text(1, 1011);
    private static final Shape KMS_KEY = text(
            1,
            2048,
            "^arn:aws[a-z\\-]*:kms:([a-z0-9\\-]+):\\d{12}:key/?[a-zA-Z_0-9+=,.@\\-_/]+$"
                    + "|^arn:aws[a-z\\-]*:kms:([a-z0-9\\-]+):\\d{12}:alias/?[a-zA-Z_0-9+=,.@\\-_/]+$"
                    + "|^alias/[a-zA-Z0-9/_-]+$|[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}");
    private static final Shape PARAMETERS = new Entries(
            text(1, 255, "[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*"), text(0, 51_200));
    private static final Shape TAGS =
            list(structure(optional("Key", text(1, 128)), optional("Value", text(0, 256))), 0, 0);

    private static final Structure ENCRYPTION =
            structure(required("EncryptionOption", oneOf("SSE_S3", "SSE_KMS", "CSE_KMS")), optional("KmsKey", STRING));
    private static final Member OWNER = optional("ExpectedBucketOwner", text(12, 12, "^[0-9]+$"));
    private static final Member ACL =
            optional("AclConfiguration", structure(required("S3AclOption", oneOf("BUCKET_OWNER_FULL_CONTROL"))));
    private static final Structure RESULT_CONFIGURATION =
            structure(optional("OutputLocation", STRING), optional("EncryptionConfiguration", ENCRYPTION), OWNER, ACL);
    private static final Structure KEY = structure(required("KmsKey", KMS_KEY));
    private static final Structure ENGINE_VERSION = structure(
            optional("SelectedEngineVersion", text(1, 128)), optional("EffectiveEngineVersion", text(1, 128)));
    private static final Structure ENGINE_CONFIGURATION = structure(
            optional("CoordinatorDpuSize", integer(1, 1)),
            optional("MaxConcurrentDpus", integer(2, 5000)),
            optional("DefaultExecutorDpuSize", integer(1, 1)),
            optional("AdditionalConfigs", PARAMETERS),
            optional("SparkProperties", PARAMETERS),
            optional(
                    "Classifications",
                    list(structure(optional("Name", text(1, 128)), optional("Properties", PARAMETERS)), 0, 0)));
    private static final Structure MONITORING = structure(
            optional(
                    "CloudWatchLoggingConfiguration",
                    structure(
                            required("Enabled", FLAG),
                            optional("LogGroup", text(1, 512, "^[a-zA-Z0-9._/-]+$")),
                            optional("LogStreamNamePrefix", text(1, 512, "^[^:*]*$")),
                            optional("LogTypes", new Entries(STRING, list(STRING, 0, 0))))),
            optional("ManagedLoggingConfiguration", structure(required("Enabled", FLAG), optional("KmsKey", KMS_KEY))),
            optional(
                    "S3LoggingConfiguration",
                    structure(
                            required("Enabled", FLAG),
                            optional("KmsKey", KMS_KEY),
                            optional("LogLocation", text(0, 1024, "^s3://[a-z0-9][a-z0-9\\-]*[a-z0-9](/.*)?$")))));
    private static final List<Member> SETTINGS = List.of(
            optional("EnforceWorkGroupConfiguration", FLAG),
            optional("PublishCloudWatchMetricsEnabled", FLAG),
            optional("BytesScannedCutoffPerQuery", new Whole("a Long", 10_000_000, Long.MAX_VALUE)),
            optional("RequesterPaysEnabled", FLAG),
            optional("EngineVersion", ENGINE_VERSION),
            optional("AdditionalConfiguration", text(1, 128)),
            optional("ExecutionRole", text(20, 2048, "^arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+$")),
            optional("MonitoringConfiguration", MONITORING),
            optional("EngineConfiguration", ENGINE_CONFIGURATION),
            optional("CustomerContentEncryptionConfiguration", KEY),
            optional("EnableMinimumEncryptionConfiguration", FLAG),
            optional(
                    "QueryResultsS3AccessGrantsConfiguration",
                    structure(
                            required("EnableS3AccessGrants", FLAG),
                            optional("CreateUserLevelPrefix", FLAG),
                            required("AuthenticationType", oneOf("DIRECTORY_IDENTITY")))));
    private static final Structure CONFIGURATION = structure(
            SETTINGS,
            optional("ResultConfiguration", RESULT_CONFIGURATION),
            optional(
                    "ManagedQueryResultsConfiguration",
                    structure(required("Enabled", FLAG), optional("EncryptionConfiguration", KEY))),
            optional(
                    "IdentityCenterConfiguration",
                    structure(
                            optional("EnableIdentityCenter", FLAG),
                            optional(
                                    "IdentityCenterInstanceArn",
                                    text(
                                            0,
                                            255,
                                            "^arn:(aws|aws-us-gov|aws-cn|aws-iso|aws-iso-b):sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}$")))));
    private static final Structure CONFIGURATION_UPDATES = structure(
            SETTINGS,
            optional(
                    "ResultConfigurationUpdates",
                    structure(
                            optional("OutputLocation", STRING),
                            optional("RemoveOutputLocation", FLAG),
                            optional("EncryptionConfiguration", ENCRYPTION),
                            optional("RemoveEncryptionConfiguration", FLAG),
                            OWNER,
                            optional("RemoveExpectedBucketOwner", FLAG),
                            ACL,
                            optional("RemoveAclConfiguration", FLAG))),
            optional(
                    "ManagedQueryResultsConfigurationUpdates",
                    structure(
                            optional("Enabled", FLAG),
                            optional("EncryptionConfiguration", KEY),
                            optional("RemoveEncryptionConfiguration", FLAG))),
            optional("RemoveBytesScannedCutoffPerQuery", FLAG),
            optional("RemoveCustomerContentEncryptionConfiguration", FLAG));

    private static final Member IN_WORK_GROUP = required("WorkGroup", WORK_GROUP);
    private static final Member WORK_GROUP_IF_ANY = optional("WorkGroup", WORK_GROUP);
    private static final Member NEXT = optional("NextToken", NEXT_TOKEN);
    private static final Member EXECUTION = required("QueryExecutionId", ID);
    private static final Member NAMED_QUERY = required("NamedQueryId", ID);
    private static final Member STATEMENT = required("StatementName", STATEMENT_NAME);
    private static final Member IN_CATALOG = required("CatalogName", CATALOG);
    private static final Member IN_DATABASE = required("DatabaseName", NAME);

    private static final Map<String, Structure> OPERATIONS = operations();

    private Inputs() {}

    /** The operations that have an input here. */
    public static Set<String> operationNames() {
        return OPERATIONS.keySet();
    }

    /**
     * Checks a request.
     *
     * @param violations takes what is wrong with it, in the service's words
     * @return the request without what the service ignores
     * @throws ApiException a SerializationException if a value has the wrong JSON type
     */
    public static ObjectNode read(String operation, ObjectNode request, List<String> violations) {
        var input = OPERATIONS.get(operation);
        if (input == null) {
            throw new IllegalArgumentException("no input of " + operation);
        }
        return input.read("", request, violations);
    }

    private static Map<String, Structure> operations() {
        var table = new HashMap<String, Structure>();
        queries(table);
        workGroups(table);
        savedQueries(table);
        catalogs(table);
        return Map.copyOf(table);
    }

    private static void queries(Map<String, Structure> table) {
        table.put(
                "StartQueryExecution",
                structure(
                        required("QueryString", SQL),
                        optional("ClientRequestToken", TOKEN),
                        optional(
                                "QueryExecutionContext",
                                structure(optional("Database", text(1, 255)), optional("Catalog", CATALOG))),
                        optional("ResultConfiguration", RESULT_CONFIGURATION),
                        WORK_GROUP_IF_ANY,
                        optional("ExecutionParameters", list(text(1, 1024), 1, 0)),
                        optional(
                                "ResultReuseConfiguration",
                                structure(optional(
                                        "ResultReuseByAgeConfiguration",
                                        structure(
                                                required("Enabled", FLAG),
                                                optional("MaxAgeInMinutes", integer(0, 10_080)))))),
                        optional("EngineConfiguration", ENGINE_CONFIGURATION)));
        table.put("StopQueryExecution", structure(EXECUTION));
        table.put("GetQueryExecution", structure(EXECUTION));
        table.put("GetQueryRuntimeStatistics", structure(EXECUTION));
        table.put(
                "GetQueryResults",
                structure(
                        EXECUTION,
                        NEXT,
                        optional("MaxResults", integer(1, 1000)),
                        optional("QueryResultType", oneOf("DATA_MANIFEST", "DATA_ROWS"))));
        table.put("BatchGetQueryExecution", structure(required("QueryExecutionIds", list(ID, 1, 50))));
        table.put("ListQueryExecutions", structure(page(0, 50), NEXT, WORK_GROUP_IF_ANY));
    }

    private static void workGroups(Map<String, Structure> table) {
        table.put(
                "CreateWorkGroup",
                structure(
                        required("Name", WORK_GROUP),
                        optional("Configuration", CONFIGURATION),
                        optional("Description", CLEARABLE_DESCRIPTION),
                        optional("Tags", TAGS)));
        table.put("GetWorkGroup", structure(IN_WORK_GROUP));
        table.put("ListWorkGroups", structure(page(1, 50), NEXT));
        table.put(
                "UpdateWorkGroup",
                structure(
                        IN_WORK_GROUP,
                        optional("Description", CLEARABLE_DESCRIPTION),
                        optional("ConfigurationUpdates", CONFIGURATION_UPDATES),
                        optional("State", oneOf("ENABLED", "DISABLED"))));
        table.put("DeleteWorkGroup", structure(IN_WORK_GROUP, optional("RecursiveDeleteOption", FLAG)));
        table.put("ListEngineVersions", structure(page(1, 10), NEXT));
        table.put("TagResource", structure(required("ResourceARN", ARN), required("Tags", TAGS)));
        table.put(
                "UntagResource",
                structure(required("ResourceARN", ARN), required("TagKeys", list(text(1, 128), 0, 0))));
        table.put(
                "ListTagsForResource",
                structure(required("ResourceARN", ARN), NEXT, optional("MaxResults", integer(75, Integer.MAX_VALUE))));
    }

    private static void savedQueries(Map<String, Structure> table) {
        table.put(
                "CreatePreparedStatement",
                structure(
                        STATEMENT,
                        IN_WORK_GROUP,
                        required("QueryStatement", SQL),
                        optional("Description", DESCRIPTION)));
        table.put("GetPreparedStatement", structure(STATEMENT, IN_WORK_GROUP));
        table.put(
                "BatchGetPreparedStatement",
                structure(required("PreparedStatementNames", list(STATEMENT_NAME, 0, 0)), IN_WORK_GROUP));
        table.put("ListPreparedStatements", structure(IN_WORK_GROUP, page(1, 50), NEXT));
        table.put(
                "UpdatePreparedStatement",
                structure(
                        STATEMENT,
                        IN_WORK_GROUP,
                        required("QueryStatement", SQL),
                        optional("Description", DESCRIPTION)));
        table.put("DeletePreparedStatement", structure(STATEMENT, IN_WORK_GROUP));
        table.put(
                "CreateNamedQuery",
                structure(
                        required("Name", NAME),
                        optional("Description", DESCRIPTION),
                        required("Database", text(1, 255)),
                        required("QueryString", SQL),
                        optional("ClientRequestToken", TOKEN),
                        WORK_GROUP_IF_ANY));
        table.put("GetNamedQuery", structure(NAMED_QUERY));
        table.put("BatchGetNamedQuery", structure(required("NamedQueryIds", list(ID, 1, 50))));
        table.put("ListNamedQueries", structure(page(0, 50), NEXT, WORK_GROUP_IF_ANY));
        table.put(
                "UpdateNamedQuery",
                structure(
                        NAMED_QUERY,
                        required("Name", NAME),
                        optional("Description", CLEARABLE_DESCRIPTION),
                        required("QueryString", SQL)));
        table.put("DeleteNamedQuery", structure(NAMED_QUERY));
    }

    private static void catalogs(Map<String, Structure> table) {
        table.put("ListDataCatalogs", structure(page(2, 50), NEXT, WORK_GROUP_IF_ANY));
        table.put("GetDataCatalog", structure(required("Name", CATALOG), WORK_GROUP_IF_ANY));
        table.put("ListDatabases", structure(IN_CATALOG, page(1, 50), NEXT, WORK_GROUP_IF_ANY));
        table.put("GetDatabase", structure(IN_CATALOG, IN_DATABASE, WORK_GROUP_IF_ANY));
        table.put(
                "ListTableMetadata",
                structure(
                        IN_CATALOG,
                        IN_DATABASE,
                        optional("Expression", text(0, 256)),
                        page(1, 50),
                        NEXT,
                        WORK_GROUP_IF_ANY));
        table.put(
                "GetTableMetadata", structure(IN_CATALOG, IN_DATABASE, required("TableName", NAME), WORK_GROUP_IF_ANY));
    }

    private static Member page(int minimum, int maximum) {
        return optional("MaxResults", integer(minimum, maximum));
    }
}
