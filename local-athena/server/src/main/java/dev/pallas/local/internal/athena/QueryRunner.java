package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.athena.QueryExecution.Result;
import dev.pallas.local.internal.engine.Engine;
import dev.pallas.local.internal.engine.EngineColumn;
import dev.pallas.local.internal.engine.EngineException;
import dev.pallas.local.internal.glue.GlueStore;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.s3.S3Location;
import dev.pallas.local.internal.s3.S3Objects;
import dev.pallas.local.internal.sql.AthenaStatement;
import dev.pallas.local.internal.sql.CatalogRules;
import dev.pallas.local.internal.sql.HiveStatement.Column;
import dev.pallas.local.internal.sql.InsertLiterals;
import dev.pallas.local.internal.sql.QueryText;
import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.StatementKind;
import dev.pallas.local.internal.sql.StatementReader;
import dev.pallas.local.internal.sql.TableFromQuery;
import dev.pallas.local.internal.sql.UnsupportedStatementException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs executions, one to a thread at a time, and writes their results. */
final class QueryRunner {
    private static final Logger LOG = LoggerFactory.getLogger(QueryRunner.class);
    private static final String AWS_DATA_CATALOG = "awsdatacatalog";
    private static final String PREPARABLE =
            "Only SELECT, INSERT INTO, UPDATE, DELETE, MERGE, CREATE TABLE AS SELECT and CREATE VIEW can be prepared";

    private final Engine engine;
    private final GlueStore glue;
    private final S3Objects objects;
    private final Set<String> catalogs;
    private final WorkGroups workGroups;
    private final Definitions definitions;

    QueryRunner(Engine engine, GlueStore glue, S3Objects objects, Set<String> catalogs, WorkGroups workGroups) {
        this.engine = engine;
        this.glue = glue;
        this.objects = objects;
        this.catalogs = catalogs;
        this.workGroups = workGroups;
        this.definitions = new Definitions(glue, objects);
    }

    /** Runs an execution to its end, whatever that is. */
    void run(QueryExecution execution, AthenaStatement statement) {
        if (!execution.run()) {
            return;
        }
        try {
            execution.succeed(result(execution, statement));
        } catch (SqlError e) {
            execution.fail(Failure.of(e));
        } catch (EngineException e) {
            execution.fail(Failure.of(e));
        } catch (ApiException e) {
            execution.fail(Failure.of(e));
        } catch (UnsupportedStatementException e) {
            execution.fail(Failure.of(SqlError.notSupported(String.valueOf(e.getMessage()))));
        } catch (IOException e) {
            LOG.warn(
                    "the result of {} could not be written",
                    execution.submission().id(),
                    e);
            execution.fail(Failure.resultNotWritten(
                    execution.submission().outputLocation().toString()));
        } catch (RuntimeException | Error e) {
            LOG.error("execution {} failed", execution.submission().id(), e);
            execution.fail(Failure.internal());
        }
    }

    private Result result(QueryExecution execution, AthenaStatement statement)
            throws SqlError, EngineException, IOException {
        if (statement instanceof AthenaStatement.Definition definition) {
            if (!execution.submission().catalog().equals(AWS_DATA_CATALOG)) {
                throw SqlError.notSupported("DDL is supported in AwsDataCatalog only");
            }
            return text(
                    execution,
                    definitions.run(definition.statement(), execution, new EngineSession(engine, execution)));
        } else if (statement instanceof AthenaStatement.Prepare prepare) {
            prepare(execution, prepare);
            return text(execution, TextResult.NOTHING);
        } else if (statement instanceof AthenaStatement.Deallocate deallocate) {
            if (workGroup(execution).prepared().remove(deallocate.name()) == null) {
                throw notPrepared(execution, deallocate.name());
            }
            return text(execution, TextResult.NOTHING);
        } else if (statement instanceof AthenaStatement.Execute execute) {
            return query(execution, prepared(execution, execute), List.of());
        }
        return query(
                execution,
                (AthenaStatement.Query) statement,
                execution.submission().parameters());
    }

    // ---- prepared statements

    private WorkGroup workGroup(QueryExecution execution) {
        return workGroups.get(execution.submission().workGroup());
    }

    private void prepare(QueryExecution execution, AthenaStatement.Prepare prepare) throws SqlError {
        if (!(StatementReader.read(prepare.text()) instanceof AthenaStatement.Query)) {
            throw SqlError.notSupported(PREPARABLE);
        }
        if (workGroup(execution).prepared().putIfAbsent(prepare.name(), prepare.text()) != null) {
            throw SqlError.semantic("PreparedStatement " + prepare.name() + " already exists in workGroup "
                    + execution.submission().workGroup());
        }
    }

    private AthenaStatement.Query prepared(QueryExecution execution, AthenaStatement.Execute execute) throws SqlError {
        var text = workGroup(execution).prepared().get(execute.name());
        if (text == null) {
            throw notPrepared(execution, execute.name());
        }
        if (!(StatementReader.read(text) instanceof AthenaStatement.Query query)) {
            throw SqlError.notSupported(PREPARABLE);
        }
        var parameters = execute.parameters().isEmpty() ? execution.submission().parameters() : execute.parameters();
        execution.becomes(query.kind());
        return new AthenaStatement.Query(query.text().withParameters(parameters), query.kind());
    }

    private static SqlError notPrepared(QueryExecution execution, String name) {
        return SqlError.semantic("PreparedStatement " + name + " was not found in workGroup "
                + execution.submission().workGroup());
    }

    // ---- what the engine runs

    private Result query(QueryExecution execution, AthenaStatement.Query query, List<String> parameters)
            throws SqlError, EngineException, IOException {
        var text = query.text();
        if (text.parameterCount() > 0 || !parameters.isEmpty()) {
            text = text.withParameters(parameters);
        }
        CatalogRules.check(text, catalogs);
        var session = new EngineSession(engine, execution);
        return switch (query.kind()) {
            case SELECT -> rows(execution, session, text.sql(), false);
            case EXPLAIN -> rows(execution, session, text.sql(), true);
            case CREATE_TABLE_AS_SELECT -> createTable(execution, session, text);
            case CREATE_VIEW -> {
                session.update(text.sql(), Map.of());
                yield text(execution, TextResult.NOTHING);
            }
            case INSERT ->
                counted(execution, session, InsertLiterals.rewrite(text, names -> columns(execution, names)));
            default -> {
                checkRowsChange(execution, text.changedTable());
                yield counted(execution, session, text.sql());
            }
        };
    }

    /** The engine would delete whole partitions of a Hive table; Athena does not. */
    private void checkRowsChange(QueryExecution execution, List<String> names) throws SqlError {
        var table = names.get(names.size() - 1);
        var database = names.size() > 1
                ? names.get(names.size() - 2)
                : execution.submission().contextDatabase();
        if (tableExists(database, table)
                && TableDescription.kind(glue.getTable(database, table)) == TableDescription.Kind.HIVE) {
            throw SqlError.notSupported("Modifying Hive table rows is only supported for transactional tables");
        }
    }

    private Result counted(QueryExecution execution, EngineSession session, String sql) throws EngineException {
        var count = session.update(sql, Map.of());
        return new Result(
                ResultLocations.of(execution.submission(), StatementKind.INSERT),
                Result.Rows.NONE,
                ROW_COUNT,
                count,
                null);
    }

    /** What a statement that writes rows has for a result. */
    private static final List<ColumnInfo> ROW_COUNT = List.of(ColumnInfo.of(new EngineColumn("rows", "bigint")));

    private Result createTable(QueryExecution execution, EngineSession session, QueryText text)
            throws SqlError, EngineException, IOException {
        var submission = execution.submission();
        var output = ResultLocations.of(submission, StatementKind.CREATE_TABLE_AS_SELECT);
        var creation = TableFromQuery.of(text, submission.contextDatabase(), output.toString());
        if (!tableExists(creation.table().database(), creation.table().table())
                && !objects.list(S3Location.of(creation.location())).isEmpty()) {
            throw new SqlError(
                    "HIVE_PATH_ALREADY_EXISTS",
                    "Target directory for table '" + creation.table() + "' already exists: " + creation.location()
                            + ". You may need to manually clean the data at this location before retrying. Athena will not"
                            + " delete data in your account.");
        }
        var count = session.update(creation.sql(), creation.sessionProperties());
        return new Result(output, Result.Rows.NONE, ROW_COUNT, count, null);
    }

    private boolean tableExists(String database, String table) {
        try {
            glue.getTable(database, table);
            return true;
        } catch (ApiException e) {
            return false;
        }
    }

    private @Nullable List<Column> columns(QueryExecution execution, List<String> names) {
        var table = names.get(names.size() - 1);
        var database = names.size() > 1
                ? names.get(names.size() - 2)
                : execution.submission().contextDatabase();
        try {
            return TableDescription.of(glue.getTable(database, table), objects).allColumns();
        } catch (ApiException e) {
            // the engine says what is missing
            return null;
        }
    }

    // ---- results

    private Result text(QueryExecution execution, TextResult result) throws IOException {
        var location = ResultLocations.of(execution.submission(), StatementKind.CREATE_TABLE);
        // a line stays a line, whatever a comment holds
        var lines = result.lines().stream().map(line -> line.replace('\n', ' ')).toList();
        var content = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        objects.put(location, content.getBytes(StandardCharsets.UTF_8));
        if (!result.columns().isEmpty()) {
            objects.put(
                    ResultLocations.metadata(location),
                    ResultMetadata.of(execution.submission().id(), result.columns()));
        }
        return new Result(location, Result.Rows.LINES, result.columns(), OptionalLong.empty(), null);
    }

    /** @param plan whether the values are plans, in which the engine names its own catalogs */
    private Result rows(QueryExecution execution, EngineSession session, String sql, boolean plan)
            throws EngineException, IOException {
        var location = ResultLocations.of(execution.submission(), StatementKind.SELECT);
        try (var sink = new ResultSink(objects, location, plan)) {
            session.query(sql, sink);
            sink.complete();
            return new Result(location, Result.Rows.CSV, new ArrayList<>(sink.columns()), OptionalLong.empty(), null);
        }
    }
}
