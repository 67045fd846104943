package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.athena.QueryExecution.Submission;
import dev.pallas.local.internal.faults.QueryFaults;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.s3.ManagedObjects;
import dev.pallas.local.internal.s3.S3Location;
import dev.pallas.local.internal.s3.S3Objects;
import dev.pallas.local.internal.sql.AthenaStatement;
import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.StatementReader;
import dev.pallas.local.internal.sql.UnsupportedStatementException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starting, watching and stopping executions. */
final class QueryOperations {
    /** A client that asks without a pause would take from the engine the time that it waits for. */
    private static final Duration PATIENCE = Duration.ofMillis(10);

    private static final int MAXIMUM_SQL_BYTES = 262_144;
    private static final String TOKEN = "ClientRequestToken";

    private final AthenaServiceOptions options;
    private final WorkGroups workGroups;
    private final Executions executions;
    private final ResultReuse reuse;
    private final QueryRunner runner;
    private final QueryTurns turns;
    private final QueryFaults faults;
    private final S3Objects objects;
    private final Set<String> catalogs;

    QueryOperations(
            AthenaServiceOptions options,
            WorkGroups workGroups,
            Executions executions,
            ResultReuse reuse,
            QueryRunner runner,
            QueryTurns turns,
            QueryFaults faults,
            S3Objects objects,
            Set<String> catalogs) {
        this.options = options;
        this.workGroups = workGroups;
        this.executions = executions;
        this.reuse = reuse;
        this.runner = runner;
        this.turns = turns;
        this.faults = faults;
        this.objects = objects;
        this.catalogs = catalogs;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "StartQueryExecution", this::start,
                "StopQueryExecution", this::stop,
                "GetQueryExecution", this::get,
                "BatchGetQueryExecution", this::batchGet,
                "ListQueryExecutions", this::list,
                "GetQueryRuntimeStatistics", this::runtimeStatistics);
    }

    // ---- start

    private JsonNode start(Request request) {
        checkToken(request);
        var sql = request.text("QueryString");
        if (sql.getBytes(StandardCharsets.UTF_8).length > MAXIMUM_SQL_BYTES) {
            throw AthenaErrors.invalid("Query string length exceeds the maximum of " + MAXIMUM_SQL_BYTES + " bytes");
        }
        var known = executions.byToken(request.text(TOKEN));
        if (known != null) {
            faults.duplicateToken();
            // whatever has changed since, it was started
            return started(known, request);
        }
        var submission = submission(request);
        AthenaStatement statement = null;
        SqlError error = null;
        try {
            statement = StatementReader.read(sql);
        } catch (SqlError e) {
            // the execution fails with it
            error = e;
        } catch (UnsupportedStatementException e) {
            throw AthenaErrors.invalid("MALFORMED_QUERY", String.valueOf(e.getMessage()));
        }
        var execution = admit(submission, statement, error);
        return started(execution, request);
    }

    private QueryExecution admit(Submission submission, @Nullable AthenaStatement statement, @Nullable SqlError error) {
        var kind = statement == null ? null : statement.kind();
        var dml = kind != null && kind.type().equals("DML");
        faults.admit(dml);
        var isNew = false;
        try {
            var added = executions.add(submission, kind);
            isNew = added.isNew();
            if (isNew) {
                var execution = added.execution();
                turns.submit(execution, dml, () -> run(execution, statement, error));
            } else {
                faults.duplicateToken();
            }
            return added.execution();
        } finally {
            if (!isNew) {
                faults.withdraw(dml);
            }
        }
    }

    private static JsonNode started(QueryExecution execution, Request request) {
        var submission = execution.submission();
        if (!submission.sameRequest(request.text("QueryString"), withoutText(request))) {
            throw otherRequest();
        }
        return JsonNodeFactory.instance.objectNode().put("QueryExecutionId", submission.id());
    }

    /** Every SDK sends a token, and the service insists on it. */
    static void checkToken(Request request) {
        if (!request.has(TOKEN)) {
            throw AthenaErrors.invalid("clientRequestToken is null or empty");
        }
    }

    /** A token came again, with another request. */
    static ApiException otherRequest() {
        return AthenaErrors.invalid("IDEMPOTENT_PARAMETER_MISMATCH", "Idempotent parameters do not match");
    }

    private static ObjectNode withoutText(Request request) {
        return request.body().deepCopy().remove(List.of("QueryString", TOKEN));
    }

    private Submission submission(Request request) {
        var workGroup = workGroups.get(request.text("WorkGroup", WorkGroups.PRIMARY));
        if (!workGroup.enabled()) {
            throw AthenaErrors.invalid("WorkGroup " + workGroup.name() + " is disabled.");
        }
        if (request.has("EngineConfiguration")) {
            throw AthenaErrors.invalid("EngineConfiguration is not offered by local-athena: it sizes Apache Spark");
        }
        var context = request.structure("QueryExecutionContext");
        var catalog = context.text("Catalog", CatalogOperations.AWS_DATA_CATALOG);
        if (!catalogs.contains(catalog.toLowerCase(Locale.ROOT))) {
            throw AthenaErrors.invalid("Catalog " + catalog + " does not exist");
        }
        var configuration = configuration(request, workGroup);
        var cutoff = workGroup.cutoff();
        return new Submission(
                options.ids().get().toString(),
                request.text("QueryString"),
                workGroup.name(),
                catalog.toLowerCase(Locale.ROOT),
                withoutQuotes(context.optionalText("Database")),
                outputLocation(configuration, workGroup),
                request.texts("ExecutionParameters"),
                withoutText(request),
                configuration,
                workGroup.managesResults(),
                request.text(TOKEN),
                cutoff.isPresent() ? cutoff.getAsLong() : null,
                options.clock().millis());
    }

    /** Some clients quote the database as DDL does. */
    private static @Nullable String withoutQuotes(@Nullable String database) {
        return database != null && database.length() > 2 && database.startsWith("`") && database.endsWith("`")
                ? database.substring(1, database.length() - 1)
                : database;
    }

    /** How results are stored: the work group's word if it insists, or if the request has none of its own. */
    private static ObjectNode configuration(Request request, WorkGroup workGroup) {
        var asked = request.structure("ResultConfiguration");
        ObjectNode configuration;
        if (workGroup.managesResults()) {
            if (asked.has("OutputLocation")) {
                throw AthenaErrors.invalid("OutputLocation cannot be specified: work group " + workGroup.name()
                        + " has managed query results enabled");
            }
            configuration = JsonNodeFactory.instance.objectNode();
            configuration.set(
                    "ManagedQueryResultsConfiguration",
                    workGroup.configuration().path("ManagedQueryResultsConfiguration"));
        } else if (workGroup.enforced()) {
            configuration = workGroup.resultConfiguration().deepCopy();
        } else if (asked.has("OutputLocation")) {
            WorkGroupSettings.checkResult(asked);
            configuration = asked.body().deepCopy();
        } else {
            WorkGroupSettings.checkResult(asked);
            configuration = workGroup.resultConfiguration().deepCopy();
            configuration.setAll(asked.body());
        }
        var grants = workGroup.configuration().get("QueryResultsS3AccessGrantsConfiguration");
        if (grants != null) {
            configuration.set("QueryResultsS3AccessGrantsConfiguration", grants);
        }
        return configuration;
    }

    private S3Location outputLocation(ObjectNode configuration, WorkGroup workGroup) {
        if (workGroup.managesResults()) {
            return ManagedObjects.ROOT;
        }
        var location = configuration.path("OutputLocation").asText("");
        if (location.isEmpty()) {
            throw AthenaErrors.invalid(
                    "No output location provided. You did not provide an output location for your query results. Either"
                            + " specify an S3 bucket location or enable Athena managed query results in your workgroup"
                            + " settings.");
        }
        var output = WorkGroupSettings.location(location);
        try {
            if (!objects.bucketExists(output.bucket())) {
                throw AthenaErrors.invalid("Unable to verify/create output bucket " + output.bucket());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return output;
    }

    private void run(QueryExecution execution, @Nullable AthenaStatement statement, @Nullable SqlError error) {
        if (statement == null) {
            if (error != null && execution.run()) {
                execution.fail(Failure.of(error));
            }
            return;
        }
        var earlier = reuse.find(execution, statement);
        if (earlier == null) {
            runner.run(execution, statement);
        } else {
            execution.reuse(earlier);
        }
    }

    // ---- watch and stop

    private JsonNode stop(Request request) {
        find(executions, request).stop();
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode get(Request request) {
        var answer = JsonNodeFactory.instance.objectNode();
        var execution = find(executions, request);
        execution.awaitEnd(PATIENCE);
        answer.set("QueryExecution", execution.toJson());
        return answer;
    }

    private JsonNode batchGet(Request request) {
        var answer = JsonNodeFactory.instance.objectNode();
        var found = answer.putArray("QueryExecutions");
        var missing = answer.putArray("UnprocessedQueryExecutionIds");
        for (var id : new LinkedHashSet<>(request.texts("QueryExecutionIds"))) {
            var execution = executions.find(id);
            if (execution != null) {
                found.add(execution.toJson());
            } else {
                missing.addObject()
                        .put("QueryExecutionId", id)
                        .put("ErrorCode", "QUERY_EXECUTION_NOT_FOUND")
                        .put("ErrorMessage", "QueryExecution " + id + " was not found");
            }
        }
        return answer;
    }

    private JsonNode list(Request request) {
        var workGroup =
                workGroups.get(request.text("WorkGroup", WorkGroups.PRIMARY)).name();
        var size = Paging.size(request);
        // a page ends at an execution, so that those that come meanwhile move nothing
        var below = request.has("NextToken") ? Paging.position(request) : Long.MAX_VALUE;
        var places = executions.newest(workGroup, below, size + 1);
        var answer = JsonNodeFactory.instance.objectNode();
        var ids = answer.putArray("QueryExecutionIds");
        places.stream()
                .limit(size)
                .forEach(place -> ids.add(place.execution().submission().id()));
        if (places.size() > size) {
            answer.put("NextToken", Paging.token(places.get(size - 1).number()));
        }
        return answer;
    }

    private JsonNode runtimeStatistics(Request request) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.set("QueryRuntimeStatistics", find(executions, request).runtimeStatistics());
        return answer;
    }

    static QueryExecution find(Executions executions, Request request) {
        var id = request.text("QueryExecutionId");
        var execution = executions.find(id);
        if (execution == null) {
            throw AthenaErrors.invalid("QUERY_EXECUTION_NOT_FOUND", "QueryExecution " + id + " was not found");
        }
        return execution;
    }
}
