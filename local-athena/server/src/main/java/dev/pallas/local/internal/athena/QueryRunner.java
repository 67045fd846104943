package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.athena.QueryExecution.Result;
import dev.pallas.local.internal.engine.Engine;
import dev.pallas.local.internal.engine.EngineException;
import dev.pallas.local.internal.glue.GlueStore;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.s3.S3Objects;
import dev.pallas.local.internal.sql.AthenaStatement;
import dev.pallas.local.internal.sql.CatalogRules;
import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.StatementKind;
import dev.pallas.local.internal.sql.StatementReader;
import dev.pallas.local.internal.sql.Unload;
import dev.pallas.local.internal.sql.UnsupportedStatementException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.iceberg.exceptions.NotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs executions, one to a thread at a time, and writes their results. */
final class QueryRunner {
    private static final Logger LOG = LoggerFactory.getLogger(QueryRunner.class);
    private static final String AWS_DATA_CATALOG = "awsdatacatalog";
    private static final String PREPARABLE =
            "Only SELECT, INSERT INTO, CREATE TABLE AS SELECT and UNLOAD can be prepared";

    private final Engine engine;
    private final S3Objects objects;
    private final Set<String> catalogs;
    private final PreparedStatements statements;
    private final Definitions definitions;
    private final Writes writes;

    QueryRunner(
            Engine engine,
            GlueStore glue,
            S3Objects objects,
            Set<String> catalogs,
            PreparedStatements statements,
            Clock clock) {
        this.engine = engine;
        this.objects = objects;
        this.catalogs = catalogs;
        this.statements = statements;
        var iceberg = new IcebergTables(glue, objects);
        this.definitions = new Definitions(glue, objects, iceberg, clock);
        this.writes = new Writes(glue, objects, iceberg);
    }

    /** Runs an execution to its end, whatever that is. */
    void run(QueryExecution execution, AthenaStatement statement) {
        if (!execution.run()) {
            return;
        }
        try {
            execution.succeed(result(execution, statement));
        } catch (SqlError e) {
            execution.fail(withFilesLeft(Failure.of(e), execution));
        } catch (EngineException e) {
            execution.fail(withFilesLeft(Failure.of(e), execution));
        } catch (ApiException e) {
            execution.fail(Failure.of(e));
        } catch (UnsupportedStatementException e) {
            execution.fail(Failure.of(SqlError.notSupported(String.valueOf(e.getMessage()))));
        } catch (NotFoundException e) {
            execution.fail(Failure.of(new SqlError("ICEBERG_MISSING_METADATA", String.valueOf(e.getMessage()))));
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

    private static Failure withFilesLeft(Failure failure, QueryExecution execution) {
        var kind = execution.kind();
        return kind == null || execution.submission().managedResults()
                ? failure
                : failure.withFilesLeft(kind, ResultLocations.of(execution.submission(), kind));
    }

    private Result result(QueryExecution execution, AthenaStatement statement)
            throws SqlError, EngineException, IOException {
        var parameters = execution.submission().parameters();
        if (statement instanceof AthenaStatement.Execute execute) {
            var text = prepared(execution, execute.name());
            return execute(execution, text, execute.parameters().isEmpty() ? parameters : execute.parameters());
        } else if (statement instanceof AthenaStatement.ExecuteImmediate immediate) {
            return execute(
                    execution,
                    immediate.text(),
                    immediate.parameters().isEmpty() ? parameters : immediate.parameters());
        }
        return run(execution, statement.withParameters(parameters), new EngineSession(engine, execution));
    }

    private Result run(QueryExecution execution, AthenaStatement statement, EngineSession session)
            throws SqlError, EngineException, IOException {
        if (statement instanceof AthenaStatement.Definition definition) {
            if (!execution.submission().catalog().equals(AWS_DATA_CATALOG)) {
                throw SqlError.notSupported("DDL is supported in AwsDataCatalog only");
            }
            return text(execution, definitions.run(definition.statement(), execution, session));
        } else if (statement instanceof AthenaStatement.Prepare prepare) {
            prepare(execution, prepare);
            return text(execution, TextResult.NOTHING);
        } else if (statement instanceof AthenaStatement.Deallocate deallocate) {
            if (!statements.remove(execution.submission().workGroup(), deallocate.name())) {
                throw notPrepared(execution, deallocate.name());
            }
            return text(execution, TextResult.NOTHING);
        } else if (statement instanceof Unload unload) {
            CatalogRules.check(unload.query(), catalogs);
            return writes.unload(execution, session, unload);
        }
        return query(execution, session, (AthenaStatement.Query) statement);
    }

    // ---- prepared statements

    private void prepare(QueryExecution execution, AthenaStatement.Prepare prepare) throws SqlError {
        preparable(prepare.text());
        if (!statements.add(execution.submission().workGroup(), prepare.name(), prepare.text(), null)) {
            throw SqlError.semantic("PreparedStatement " + prepare.name() + " already exists in workGroup "
                    + execution.submission().workGroup());
        }
    }

    /** @throws SqlError if there is no preparing the text */
    static AthenaStatement preparable(String text) throws SqlError {
        var statement = StatementReader.read(text);
        if (!statement.kind().parameters()) {
            throw SqlError.notSupported(PREPARABLE);
        }
        return statement;
    }

    private String prepared(QueryExecution execution, String name) throws SqlError {
        var text = statements.text(execution.submission().workGroup(), name);
        if (text == null) {
            throw notPrepared(execution, name);
        }
        return text;
    }

    private Result execute(QueryExecution execution, String text, List<String> parameters)
            throws SqlError, EngineException, IOException {
        var statement = preparable(text).withParameters(parameters);
        execution.becomes(statement.kind());
        return run(execution, statement, new EngineSession(engine, execution));
    }

    private static SqlError notPrepared(QueryExecution execution, String name) {
        return SqlError.semantic("PreparedStatement " + name + " was not found in workGroup "
                + execution.submission().workGroup());
    }

    // ---- what the engine runs

    private Result query(QueryExecution execution, EngineSession session, AthenaStatement.Query query)
            throws SqlError, EngineException, IOException {
        var text = query.text();
        CatalogRules.check(text, catalogs);
        return switch (query.kind()) {
            case SELECT -> rows(execution, session, text.sql(), false);
            case EXPLAIN -> rows(execution, session, text.sql(), true);
            case CREATE_TABLE_AS_SELECT -> writes.createTable(execution, session, text);
            case CREATE_VIEW -> {
                session.update(text.sql(), Map.of());
                yield text(execution, TextResult.NOTHING);
            }
            case INSERT -> writes.insert(execution, session, text);
            default -> writes.change(execution, session, text);
        };
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
