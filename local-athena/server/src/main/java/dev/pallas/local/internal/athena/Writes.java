package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pallas.local.internal.athena.QueryExecution.Result;
import dev.pallas.local.internal.engine.EngineColumn;
import dev.pallas.local.internal.engine.EngineException;
import dev.pallas.local.internal.glue.GlueStore;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.s3.S3Location;
import dev.pallas.local.internal.s3.S3Objects;
import dev.pallas.local.internal.sql.InsertLiterals;
import dev.pallas.local.internal.sql.QueryText;
import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.StatementKind;
import dev.pallas.local.internal.sql.TableFromQuery;
import dev.pallas.local.internal.sql.TableName;
import dev.pallas.local.internal.sql.Unload;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The statements that write rows: INSERT, UPDATE, DELETE, MERGE, CREATE TABLE AS SELECT, UNLOAD; and the lists of the files they wrote. */
final class Writes {
    /** What a statement that writes rows has for a result. */
    private static final List<ColumnInfo> ROW_COUNT = List.of(ColumnInfo.of(new EngineColumn("rows", "bigint")));

    private static final Pattern PLACE = Pattern.compile("^line (\\d+):(\\d+): ");

    private final GlueStore glue;
    private final S3Objects objects;
    private final CatalogTables tables;
    private final IcebergTables iceberg;
    private final Manifests manifests;

    Writes(GlueStore glue, S3Objects objects, IcebergTables iceberg) {
        this.glue = glue;
        this.objects = objects;
        this.tables = new CatalogTables(glue, objects);
        this.iceberg = iceberg;
        this.manifests = new Manifests(glue, objects);
    }

    // ---- rows of tables

    Result insert(QueryExecution execution, EngineSession session, QueryText text)
            throws SqlError, EngineException, IOException {
        var name = name(execution, text.insertedTable());
        var table = tables.find(name);
        if (table != null
                && !table.path("StorageDescriptor").path("BucketColumns").isEmpty()) {
            throw SqlError.notSupported("INSERT INTO is not supported for bucketed tables");
        }
        var described = table == null ? null : tables.describe(table);
        var change = session.update(
                // if the table is missing the engine says so
                InsertLiterals.rewrite(text, names -> described == null ? null : described.allColumns()),
                compression(described));
        var result = ResultLocations.of(execution.submission(), StatementKind.INSERT);
        if (table == null) {
            // such as one of another catalog, or gone by now
            return counted(result, change, null);
        }
        var manifest = TableDescription.kind(table) == TableDescription.Kind.ICEBERG
                ? manifests.of(result, iceberg.added(name, change.engineQueryId()))
                : manifests.ofInsert(result, table, change.engineQueryId());
        return counted(result, change, manifest);
    }

    /** UPDATE, DELETE and MERGE. */
    Result change(QueryExecution execution, EngineSession session, QueryText text)
            throws SqlError, EngineException, IOException {
        var table = tables.find(name(execution, text.changedTable()));
        if (table != null && TableDescription.kind(table) == TableDescription.Kind.HIVE) {
            // the engine would delete whole partitions, Athena does not
            throw SqlError.notSupported("Modifying Hive table rows is only supported for transactional tables");
        }
        var change = session.update(text.updateSql(), compression(table == null ? null : tables.describe(table)));
        return counted(ResultLocations.of(execution.submission(), StatementKind.UPDATE), change, null);
    }

    /** How a table wants its new files compressed. */
    private static Map<String, String> compression(@Nullable TableDescription table) throws SqlError {
        if (table == null) {
            return Map.of();
        }
        var properties = table.parameters();
        for (var name : List.of("write_compression", "parquet.compression", "parquet.compress", "orc.compress")) {
            var codec = properties.get(name);
            if (codec != null) {
                return TableFromQuery.compression(table.kind() == TableDescription.Kind.ICEBERG, codec);
            }
        }
        return Map.of();
    }

    private static TableName.Resolved name(QueryExecution execution, List<String> names) {
        var database = names.size() > 1
                ? names.get(names.size() - 2)
                : execution.submission().contextDatabase();
        return new TableName.Resolved(database, names.get(names.size() - 1));
    }

    // ---- tables and files from queries

    Result createTable(QueryExecution execution, EngineSession session, QueryText text)
            throws SqlError, EngineException, IOException {
        var submission = execution.submission();
        var output = ResultLocations.of(submission, StatementKind.CREATE_TABLE_AS_SELECT);
        var creation = TableFromQuery.of(text, submission.contextDatabase(), output.toString());
        if (submission.managedResults() && creation.location().startsWith(output.toString())) {
            throw SqlError.notSupported("A work group with managed query results has no place for tables:"
                    + " give external_location, or location for an Iceberg table");
        }
        if (tables.find(creation.table()) != null) {
            if (creation.ifNotExists()) {
                // the engine would look for a table of the same kind
                return counted(
                        output, new EngineSession.Change("CREATE TABLE", OptionalLong.of(0), submission.id()), null);
            }
            throw new SqlError(
                    "TABLE_ALREADY_EXISTS",
                    "line 1:1: Destination table 'awsdatacatalog." + creation.table() + "' already exists");
        }
        checkEmpty("Target directory for table '" + creation.table() + "'", target(creation.location()));
        var change = session.update(creation.sql(), creation.sessionProperties());
        var location = target(creation.location());
        if (!creation.icebergProperties().isEmpty()) {
            iceberg.describe(creation.table(), creation.icebergProperties());
        }
        return counted(output, change, manifests.ofNew(output, location, creation.iceberg()));
    }

    /** The files are written as those of a table that nobody sees, and that is gone when they are there. */
    Result unload(QueryExecution execution, EngineSession session, Unload unload)
            throws SqlError, EngineException, IOException {
        var target = target(unload.location());
        checkEmpty("Target directory for UNLOAD", target);
        var table = new TableName.Resolved(
                GlueStore.HIDDEN, "unload_" + execution.submission().id().replace('-', '_'));
        try {
            glue.createDatabase(JsonNodeFactory.instance.objectNode().put("Name", GlueStore.HIDDEN));
        } catch (ApiException e) {
            // there since the first time
        }
        try {
            var change = session.update(unload.sql(table), unload.sessionProperties());
            var result = ResultLocations.of(execution.submission(), StatementKind.UNLOAD);
            return counted(result, change, manifests.ofNew(result, target, false));
        } catch (EngineException e) {
            throw inStatement(e, table);
        } finally {
            if (tables.find(table) != null) {
                glue.deleteTable(table.database(), table.table());
            }
        }
    }

    /** The query stands one line further down in what the engine runs. */
    private static EngineException inStatement(EngineException e, TableName.Resolved table) {
        var message = String.valueOf(e.getMessage()).replace(table.toString(), "unload");
        var place = PLACE.matcher(message);
        if (place.find()) {
            var line = Integer.parseInt(place.group(1)) - 1;
            message = (line == 0 ? "line 1:1: " : "line " + line + ":" + place.group(2) + ": ")
                    + message.substring(place.end());
        }
        return new EngineException(e.errorName(), e.errorType(), e.errorCode(), message);
    }

    /** Where a statement wants its files. */
    private static S3Location target(String location) throws SqlError {
        try {
            return S3Location.of(location);
        } catch (IllegalArgumentException e) {
            throw new SqlError("INVALID_TABLE_PROPERTY", "The location must be s3://bucket/prefix/: " + location);
        }
    }

    private void checkEmpty(String what, S3Location location) throws SqlError, IOException {
        if (!objects.bucketExists(location.bucket())) {
            throw new SqlError("HIVE_UNKNOWN_ERROR", "The specified bucket does not exist: " + location);
        }
        if (!objects.list(location).isEmpty()) {
            throw new SqlError(
                    "HIVE_PATH_ALREADY_EXISTS",
                    what + " already exists: " + location
                            + ". You may need to manually clean the data at this location before retrying. Athena will not"
                            + " delete data in your account.");
        }
    }

    // ---- results

    private Result counted(S3Location location, EngineSession.Change change, @Nullable S3Location manifest)
            throws IOException {
        objects.put(ResultLocations.metadata(location), ResultMetadata.of(change, ROW_COUNT));
        return new Result(location, Result.Rows.NONE, ROW_COUNT, change.rows(), manifest);
    }
}
