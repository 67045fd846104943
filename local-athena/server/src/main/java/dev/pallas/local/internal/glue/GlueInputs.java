package dev.pallas.local.internal.glue;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members that each operation of the catalog takes, and what they may be. */
final class GlueInputs {
    private static final String LINE = "[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*";
    private static final String LINES = "[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\r\\n\\t]*";
    private static final Shape STRING = text(0, 0);
    private static final Shape FLAG = new Flag();
    private static final Shape TIME = new Shape.Measure();
    private static final Shape COUNT = new Whole("a Long", 0, Long.MAX_VALUE);
    private static final Shape NAME = text(1, 255, LINE);
    private static final Shape NAMES = list(NAME, 0, 0);
    private static final Shape VALUES = list(text(0, 1024), 0, 0);
    private static final Shape PARAMETERS = new Entries(text(1, 255, LINE), text(0, 512_000));
    private static final Shape TAGS = new Entries(text(1, 128), text(0, 256));
    private static final Shape VIEW_TEXT = text(0, 409_600);
    private static final Shape LOCATION = text(0, 2056, LINES);
    private static final Shape FORMAT = text(0, 128, LINE);
    private static final Shape ARN = text(1, 10_240, "arn:aws(-(cn|us-gov|iso(-[bef])?))?:glue:.*");

    private static final Structure COLUMN = structure(
            required("Name", NAME),
            optional("Type", text(0, 131_072, LINE)),
            optional("Comment", text(0, 255, LINE)),
            optional("Parameters", PARAMETERS));
    private static final Structure SERDE = structure(
            optional("Name", NAME), optional("SerializationLibrary", NAME), optional("Parameters", PARAMETERS));
    private static final Structure STORAGE = structure(
            optional("Columns", list(COLUMN, 0, 0)),
            optional("Location", LOCATION),
            optional("AdditionalLocations", list(LOCATION, 0, 0)),
            optional("InputFormat", FORMAT),
            optional("OutputFormat", FORMAT),
            optional("Compressed", FLAG),
            optional("NumberOfBuckets", integer(Integer.MIN_VALUE, Integer.MAX_VALUE)),
            optional("SerdeInfo", SERDE),
            optional("BucketColumns", NAMES),
            optional(
                    "SortColumns",
                    list(structure(required("Column", NAME), required("SortOrder", integer(0, 1))), 0, 0)),
            optional("Parameters", PARAMETERS),
            optional(
                    "SkewedInfo",
                    structure(
                            optional("SkewedColumnNames", NAMES),
                            optional("SkewedColumnValues", list(STRING, 0, 0)),
                            optional("SkewedColumnValueLocationMaps", new Entries(STRING, STRING)))),
            optional("StoredAsSubDirectories", FLAG));
    private static final Structure IDENTIFIER = structure(
            optional("CatalogId", NAME),
            optional("DatabaseName", NAME),
            optional("Name", NAME),
            optional("Region", NAME));
    private static final Structure DATABASE = structure(
            required("Name", NAME),
            optional("Description", text(0, 2048, LINES)),
            optional("LocationUri", text(1, 1024, LINES)),
            optional("Parameters", PARAMETERS),
            optional(
                    "CreateTableDefaultPermissions",
                    list(
                            structure(
                                    optional(
                                            "Principal",
                                            structure(optional("DataLakePrincipalIdentifier", text(1, 255)))),
                                    optional("Permissions", list(STRING, 0, 0))),
                            0,
                            0)),
            optional("TargetDatabase", IDENTIFIER),
            optional("FederatedDatabase", structure(optional("Identifier", STRING))));
    private static final Structure TABLE = structure(
            required("Name", NAME),
            optional("Description", text(0, 2048, LINES)),
            optional("Owner", NAME),
            optional("LastAccessTime", TIME),
            optional("LastAnalyzedTime", TIME),
            optional("Retention", integer(0, Integer.MAX_VALUE)),
            optional("StorageDescriptor", STORAGE),
            optional("PartitionKeys", list(COLUMN, 0, 0)),
            optional("ViewOriginalText", VIEW_TEXT),
            optional("ViewExpandedText", VIEW_TEXT),
            optional("TableType", text(0, 255)),
            optional("Parameters", PARAMETERS),
            optional("TargetTable", IDENTIFIER),
            optional("ViewDefinition", structure(optional("Definer", STRING))));
    private static final Structure PARTITION = structure(
            optional("Values", VALUES),
            optional("LastAccessTime", TIME),
            optional("StorageDescriptor", STORAGE),
            optional("Parameters", PARAMETERS),
            optional("LastAnalyzedTime", TIME));
    private static final Structure PARTITION_KEY = structure(required("Values", VALUES));
    private static final Structure STATISTICS = structure(
            required("ColumnName", NAME),
            required("ColumnType", text(0, 20_000, LINE)),
            required("AnalyzedTime", TIME),
            required("StatisticsData", statisticsData()));

    private static final Member IN_DATABASE = required("DatabaseName", NAME);
    private static final Member OF_TABLE = required("TableName", NAME);
    private static final Member NEXT = optional("NextToken", STRING);
    private static final Member PAGE = optional("MaxResults", integer(1, 100));
    private static final Member LARGE_PAGE = optional("MaxResults", integer(1, 1000));
    private static final Member OF_PARTITION = required("PartitionValues", VALUES);
    private static final Member COLUMN_NAMES = required("ColumnNames", list(NAME, 0, 100));
    private static final Member NEW_STATISTICS = required("ColumnStatisticsList", list(STATISTICS, 0, 25));
    private static final Member NEW_PARTITION = required("PartitionInput", PARTITION);
    private static final Member OLD_VALUES = required("PartitionValueList", list(text(0, 1024), 0, 100));
    /** What asks for more than the catalog has, and is refused by {@link GlueRefusals}. */
    private static final Member OPEN_FORMAT = optional(
            "OpenTableFormatInput", structure(optional("IcebergInput", structure(optional("Version", STRING)))));

    private static final Map<String, Structure> OPERATIONS = operations();

    private GlueInputs() {}

    /**
     * Reads a request.
     *
     * @return the request without what the service ignores: members that it does not know, and null
     * @throws ApiException a ValidationException that tells all that is wrong
     */
    static ObjectNode read(String operation, ObjectNode request) {
        var input = OPERATIONS.get(operation);
        if (input == null) {
            throw GlueRefusals.operation(operation);
        }
        var violations = new ArrayList<String>();
        var read = input.read("", request, violations);
        if (!violations.isEmpty()) {
            throw GlueErrors.violations(violations);
        }
        return read;
    }

    private static Map<String, Structure> operations() {
        var table = new HashMap<String, Structure>();
        databases(table);
        tables(table);
        partitions(table);
        statistics(table);
        // all but those about tags and catalogs take the catalog's id
        var without = Set.of("GetCatalog", "GetCatalogs", "GetTags", "TagResource", "UntagResource");
        table.replaceAll((operation, input) ->
                without.contains(operation) ? input : structure(input.members(), optional("CatalogId", NAME)));
        return Map.copyOf(table);
    }

    private static void databases(Map<String, Structure> table) {
        table.put("CreateDatabase", structure(required("DatabaseInput", DATABASE), optional("Tags", TAGS)));
        table.put("GetDatabase", structure(required("Name", NAME)));
        table.put(
                "GetDatabases",
                structure(NEXT, PAGE, optional("ResourceShareType", oneOf("FOREIGN", "ALL", "FEDERATED"))));
        table.put("UpdateDatabase", structure(required("Name", NAME), required("DatabaseInput", DATABASE)));
        table.put("DeleteDatabase", structure(required("Name", NAME)));
        table.put("GetCatalog", structure(required("CatalogId", NAME)));
        table.put("GetCatalogs", structure(NEXT, LARGE_PAGE));
        table.put("GetCatalogImportStatus", structure());
        table.put(
                "GetUserDefinedFunctions",
                structure(optional("DatabaseName", NAME), required("Pattern", NAME), NEXT, PAGE));
        table.put("GetTags", structure(required("ResourceArn", ARN)));
        table.put("TagResource", structure(required("ResourceArn", ARN), required("TagsToAdd", TAGS)));
        table.put(
                "UntagResource",
                structure(required("ResourceArn", ARN), required("TagsToRemove", list(text(1, 128), 0, 50))));
    }

    private static void tables(Map<String, Structure> table) {
        table.put(
                "CreateTable",
                structure(
                        IN_DATABASE,
                        required("TableInput", TABLE),
                        optional(
                                "PartitionIndexes",
                                list(structure(required("Keys", list(NAME, 1, 0)), required("IndexName", NAME)), 0, 3)),
                        OPEN_FORMAT));
        table.put("GetTable", structure(IN_DATABASE, required("Name", NAME)));
        table.put("GetTables", structure(IN_DATABASE, optional("Expression", text(0, 2048, LINE)), NEXT, PAGE));
        table.put(
                "UpdateTable",
                structure(
                        IN_DATABASE,
                        required("TableInput", TABLE),
                        optional("SkipArchive", FLAG),
                        optional("VersionId", NAME)));
        table.put("DeleteTable", structure(IN_DATABASE, required("Name", NAME)));
        table.put("BatchDeleteTable", structure(IN_DATABASE, required("TablesToDelete", list(NAME, 0, 100))));
        table.put("GetTableVersion", structure(IN_DATABASE, OF_TABLE, optional("VersionId", NAME)));
        table.put("GetTableVersions", structure(IN_DATABASE, OF_TABLE, NEXT, PAGE));
        table.put("DeleteTableVersion", structure(IN_DATABASE, OF_TABLE, required("VersionId", NAME)));
        table.put(
                "BatchDeleteTableVersion",
                structure(IN_DATABASE, OF_TABLE, required("VersionIds", list(NAME, 0, 100))));
        table.put(
                "SearchTables",
                structure(
                        NEXT,
                        LARGE_PAGE,
                        optional("SearchText", text(1, 1024)),
                        optional(
                                "Filters",
                                list(
                                        structure(
                                                optional("Key", text(1, 1024)),
                                                optional("Value", text(1, 1024)),
                                                optional(
                                                        "Comparator",
                                                        oneOf(
                                                                "EQUALS",
                                                                "GREATER_THAN",
                                                                "LESS_THAN",
                                                                "GREATER_THAN_EQUALS",
                                                                "LESS_THAN_EQUALS"))),
                                        0,
                                        0)),
                        optional(
                                "SortCriteria",
                                list(
                                        structure(
                                                optional("FieldName", text(1, 1024)),
                                                optional("Sort", oneOf("ASC", "DESC"))),
                                        0,
                                        1))));
        table.put("GetPartitionIndexes", structure(IN_DATABASE, OF_TABLE, NEXT));
    }

    private static void partitions(Map<String, Structure> table) {
        table.put("CreatePartition", structure(IN_DATABASE, OF_TABLE, NEW_PARTITION));
        table.put(
                "BatchCreatePartition",
                structure(IN_DATABASE, OF_TABLE, required("PartitionInputList", list(PARTITION, 0, 100))));
        table.put("GetPartition", structure(IN_DATABASE, OF_TABLE, OF_PARTITION));
        table.put(
                "GetPartitions",
                structure(
                        IN_DATABASE,
                        OF_TABLE,
                        optional("Expression", text(0, 2048, LINES)),
                        NEXT,
                        optional(
                                "Segment",
                                structure(
                                        required("SegmentNumber", integer(0, Integer.MAX_VALUE)),
                                        required("TotalSegments", integer(1, 10)))),
                        LARGE_PAGE,
                        optional("ExcludeColumnSchema", FLAG)));
        table.put(
                "BatchGetPartition",
                structure(IN_DATABASE, OF_TABLE, required("PartitionsToGet", list(PARTITION_KEY, 0, 1000))));
        table.put("UpdatePartition", structure(IN_DATABASE, OF_TABLE, OLD_VALUES, NEW_PARTITION));
        table.put(
                "BatchUpdatePartition",
                structure(
                        IN_DATABASE,
                        OF_TABLE,
                        required("Entries", list(structure(OLD_VALUES, NEW_PARTITION), 1, 100))));
        table.put("DeletePartition", structure(IN_DATABASE, OF_TABLE, OF_PARTITION));
        table.put(
                "BatchDeletePartition",
                structure(IN_DATABASE, OF_TABLE, required("PartitionsToDelete", list(PARTITION_KEY, 0, 25))));
    }

    private static void statistics(Map<String, Structure> table) {
        table.put("GetColumnStatisticsForTable", structure(IN_DATABASE, OF_TABLE, COLUMN_NAMES));
        table.put("GetColumnStatisticsForPartition", structure(IN_DATABASE, OF_TABLE, OF_PARTITION, COLUMN_NAMES));
        table.put("UpdateColumnStatisticsForTable", structure(IN_DATABASE, OF_TABLE, NEW_STATISTICS));
        table.put("UpdateColumnStatisticsForPartition", structure(IN_DATABASE, OF_TABLE, OF_PARTITION, NEW_STATISTICS));
        table.put("DeleteColumnStatisticsForTable", structure(IN_DATABASE, OF_TABLE, required("ColumnName", NAME)));
        table.put(
                "DeleteColumnStatisticsForPartition",
                structure(IN_DATABASE, OF_TABLE, OF_PARTITION, required("ColumnName", NAME)));
    }

    private static Structure statisticsData() {
        var nulls = required("NumberOfNulls", COUNT);
        var distinct = required("NumberOfDistinctValues", COUNT);
        var whole = new Whole("a Long", Long.MIN_VALUE, Long.MAX_VALUE);
        var decimal = structure(
                required("UnscaledValue", STRING), required("Scale", integer(Integer.MIN_VALUE, Integer.MAX_VALUE)));
        var lengths = List.of(required("MaximumLength", COUNT), required("AverageLength", TIME), nulls);
        return structure(
                required("Type", oneOf("BOOLEAN", "DATE", "DECIMAL", "DOUBLE", "LONG", "STRING", "BINARY")),
                optional(
                        "BooleanColumnStatisticsData",
                        structure(required("NumberOfTrues", COUNT), required("NumberOfFalses", COUNT), nulls)),
                optional("DateColumnStatisticsData", range(TIME, nulls, distinct)),
                optional("DecimalColumnStatisticsData", range(decimal, nulls, distinct)),
                optional("DoubleColumnStatisticsData", range(TIME, nulls, distinct)),
                optional("LongColumnStatisticsData", range(whole, nulls, distinct)),
                optional("StringColumnStatisticsData", structure(lengths, distinct)),
                optional("BinaryColumnStatisticsData", structure(lengths)));
    }

    private static Structure range(Shape value, Member nulls, Member distinct) {
        return structure(optional("MinimumValue", value), optional("MaximumValue", value), nulls, distinct);
    }
}
