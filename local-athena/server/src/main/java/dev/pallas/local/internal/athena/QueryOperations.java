package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.athena.QueryExecution.State;
import dev.pallas.local.internal.athena.QueryExecution.Submission;
import dev.pallas.local.internal.s3.S3Location;
import dev.pallas.local.internal.s3.S3Objects;
import dev.pallas.local.internal.sql.AthenaStatement;
import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.StatementReader;
import dev.pallas.local.internal.sql.UnsupportedStatementException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Starting, watching and stopping executions. */
final class QueryOperations {
    private static final int MAXIMUM_SQL_BYTES = 262_144;

    private final AthenaServiceOptions options;
    private final WorkGroups workGroups;
    private final Executions executions;
    private final QueryRunner runner;
    private final ExecutorService threads;
    private final S3Objects objects;
    private final Set<String> catalogs;

    QueryOperations(
            AthenaServiceOptions options,
            WorkGroups workGroups,
            Executions executions,
            QueryRunner runner,
            ExecutorService threads,
            S3Objects objects,
            Set<String> catalogs) {
        this.options = options;
        this.workGroups = workGroups;
        this.executions = executions;
        this.runner = runner;
        this.threads = threads;
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
        var sql = request.text("QueryString", 1, MAXIMUM_SQL_BYTES);
        if (sql.getBytes(StandardCharsets.UTF_8).length > MAXIMUM_SQL_BYTES) {
            throw AthenaErrors.invalid("Query string length exceeds the maximum of " + MAXIMUM_SQL_BYTES + " bytes");
        }
        var token = request.optionalText("ClientRequestToken", 32, 128);
        var workGroup = workGroups.get(nonNull(request.optionalText("WorkGroup", 1, 128), WorkGroups.PRIMARY));
        if (!workGroup.enabled()) {
            throw AthenaErrors.invalid("WorkGroup " + workGroup.name() + " is disabled.");
        }
        var context = request.structure("QueryExecutionContext");
        var catalog = nonNull(context.optionalText("Catalog", 1, 256), "AwsDataCatalog")
                .toLowerCase(Locale.ROOT);
        if (!catalogs.contains(catalog)) {
            throw AthenaErrors.invalid("Catalog " + context.optionalText("Catalog") + " does not exist");
        }
        var parameters = parameters(request);
        var echo = echo(request);
        var output = outputLocation(request, workGroup);

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
        var kind = statement == null ? null : statement.kind();
        var added = executions.add(
                token == null ? null : token,
                () -> new QueryExecution(
                        new Submission(
                                options.ids().get().toString(),
                                sql,
                                workGroup.name(),
                                catalog,
                                context.optionalText("Database", 1, 255),
                                output,
                                parameters,
                                echo),
                        kind,
                        options.clock()));
        var execution = added.execution();
        if (added.isNew()) {
            submit(execution, statement, error);
        } else if (!execution.sameRequest(sql, echo, workGroup.name())) {
            throw AthenaErrors.invalid("Idempotent parameters do not match");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("QueryExecutionId", execution.submission().id());
    }

    private void submit(QueryExecution execution, @Nullable AthenaStatement statement, @Nullable SqlError error) {
        threads.execute(() -> {
            if (statement != null) {
                runner.run(execution, statement);
            } else if (error != null && execution.run()) {
                execution.fail(Failure.of(error));
            }
        });
    }

    private static List<String> parameters(Request request) {
        if (!request.has("ExecutionParameters")) {
            return List.of();
        }
        var parameters = request.texts("ExecutionParameters", 1, Integer.MAX_VALUE);
        for (var parameter : parameters) {
            if (parameter.isEmpty() || parameter.length() > 1024) {
                throw AthenaErrors.invalid(
                        "1 validation error detected: Value at 'executionParameters' failed to satisfy constraint:"
                                + " Member must satisfy constraint: [Member must have length less than or equal to 1024,"
                                + " Member must have length greater than or equal to 1]");
            }
        }
        return parameters;
    }

    /** What GetQueryExecution tells back as it was asked. */
    private static ObjectNode echo(Request request) {
        var echo = JsonNodeFactory.instance.objectNode();
        echo.set("ResultConfiguration", request.structure("ResultConfiguration").body());
        echo.set(
                "QueryExecutionContext",
                request.structure("QueryExecutionContext").body());
        if (request.has("ResultReuseConfiguration")) {
            echo.set(
                    "ResultReuseConfiguration",
                    request.structure("ResultReuseConfiguration").body());
        } else {
            echo.putObject("ResultReuseConfiguration")
                    .putObject("ResultReuseByAgeConfiguration")
                    .put("Enabled", false);
        }
        if (request.has("ExecutionParameters")) {
            echo.set("ExecutionParameters", request.node("ExecutionParameters"));
        }
        return echo;
    }

    private S3Location outputLocation(Request request, WorkGroup workGroup) {
        var asked = request.structure("ResultConfiguration").optionalText("OutputLocation");
        var location = workGroup.enforced() || asked == null ? workGroup.outputLocation() : asked;
        if (location == null) {
            throw AthenaErrors.invalid(
                    "No output location provided. An output location is required either through the Workgroup"
                            + " result configuration setting or as an API input.");
        }
        S3Location output;
        try {
            output = S3Location.of(location.endsWith("/") ? location : location + "/");
        } catch (IllegalArgumentException e) {
            throw AthenaErrors.invalid("outputLocation is not a valid S3 path.");
        }
        try {
            if (!objects.bucketExists(output.bucket())) {
                throw AthenaErrors.invalid("INVALID_INPUT", "Unable to verify/create output bucket " + output.bucket());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return output;
    }

    private static String nonNull(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    // ---- watch and stop

    private JsonNode stop(Request request) {
        find(request).stop();
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode get(Request request) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.set("QueryExecution", find(request).toJson());
        return answer;
    }

    private JsonNode batchGet(Request request) {
        var ids = request.texts("QueryExecutionIds", 1, 50);
        var answer = JsonNodeFactory.instance.objectNode();
        var found = answer.putArray("QueryExecutions");
        var missing = answer.putArray("UnprocessedQueryExecutionIds");
        for (var id : ids) {
            var execution = executions.find(id);
            if (execution != null) {
                found.add(execution.toJson());
            } else {
                missing.addObject()
                        .put("QueryExecutionId", id)
                        .put("ErrorCode", "INVALID_INPUT")
                        .put("ErrorMessage", "QueryExecution " + id + " was not found");
            }
        }
        return answer;
    }

    private JsonNode list(Request request) {
        var workGroup = workGroups.get(nonNull(request.optionalText("WorkGroup", 1, 128), WorkGroups.PRIMARY));
        var answer = JsonNodeFactory.instance.objectNode();
        var ids = answer.putArray("QueryExecutionIds");
        Paging.page(request, answer, executions.ids(workGroup.name()), 50, 50, ids::add);
        return answer;
    }

    private JsonNode runtimeStatistics(Request request) {
        var execution = find(request);
        var answer = JsonNodeFactory.instance.objectNode();
        var statistics = answer.putObject("QueryRuntimeStatistics");
        if (execution.state() == State.SUCCEEDED) {
            var json = execution.toJson().path("Statistics");
            var timeline = statistics.putObject("Timeline");
            for (var name : List.of(
                    "QueryQueueTimeInMillis",
                    "ServicePreProcessingTimeInMillis",
                    "QueryPlanningTimeInMillis",
                    "EngineExecutionTimeInMillis",
                    "ServiceProcessingTimeInMillis",
                    "TotalExecutionTimeInMillis")) {
                timeline.put(name, json.path(name).asLong());
            }
            statistics
                    .putObject("Rows")
                    .put("InputRows", execution.processedRows())
                    .put("InputBytes", execution.scannedBytes());
        }
        return answer;
    }

    private QueryExecution find(Request request) {
        return find(executions, request);
    }

    static QueryExecution find(Executions executions, Request request) {
        var id = request.text("QueryExecutionId", 1, 128);
        var execution = executions.find(id);
        if (execution == null) {
            throw AthenaErrors.invalid("QueryExecution " + id + " was not found");
        }
        return execution;
    }
}
