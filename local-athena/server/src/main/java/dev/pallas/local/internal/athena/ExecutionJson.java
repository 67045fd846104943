package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.athena.QueryExecution.End;
import dev.pallas.local.internal.athena.QueryExecution.State;
import dev.pallas.local.internal.athena.QueryExecution.Submission;
import java.util.List;

/** Executions as the API tells them. */
final class ExecutionJson {
    private static final List<String> TIMELINE = List.of(
            "QueryQueueTimeInMillis",
            "ServicePreProcessingTimeInMillis",
            "QueryPlanningTimeInMillis",
            "EngineExecutionTimeInMillis",
            "ServiceProcessingTimeInMillis",
            "TotalExecutionTimeInMillis");

    private ExecutionJson() {}

    /** What GetQueryExecution tells. */
    static ObjectNode execution(Submission submission, End end) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("QueryExecutionId", submission.id()).put("Query", submission.sql());
        var kind = end.kind();
        if (kind != null) {
            json.put("StatementType", kind.type()).put("SubstatementType", kind.name());
        }
        if (submission.managedResults()) {
            managed(submission, json);
        } else {
            json.putObject("ManagedQueryResultsConfiguration").put("Enabled", false);
            var configuration = submission.configuration().deepCopy();
            configuration.remove(
                    List.of("ManagedQueryResultsConfiguration", "QueryResultsS3AccessGrantsConfiguration"));
            json.set(
                    "ResultConfiguration",
                    configuration.put("OutputLocation", end.location().toString()));
        }
        var grants = submission.configuration().get("QueryResultsS3AccessGrantsConfiguration");
        if (grants != null) {
            json.set("QueryResultsS3AccessGrantsConfiguration", grants);
        }
        var request = new Request(submission.request());
        if (request.has("ResultReuseConfiguration")) {
            json.set("ResultReuseConfiguration", request.node("ResultReuseConfiguration"));
        } else {
            json.putObject("ResultReuseConfiguration")
                    .putObject("ResultReuseByAgeConfiguration")
                    .put("Enabled", false);
        }
        json.set(
                "QueryExecutionContext",
                request.structure("QueryExecutionContext").body());
        status(submission, end, json.putObject("Status"));
        statistics(submission, end, json.putObject("Statistics"));
        json.put("WorkGroup", submission.workGroup());
        json.set("EngineVersion", WorkGroup.engineVersion(WorkGroup.AUTO));
        if (!submission.parameters().isEmpty()) {
            var parameters = json.putArray("ExecutionParameters");
            submission.parameters().forEach(parameters::add);
        }
        return json;
    }

    private static void managed(Submission submission, ObjectNode json) {
        json.set(
                "ManagedQueryResultsConfiguration",
                submission.configuration().path("ManagedQueryResultsConfiguration"));
    }

    private static void status(Submission submission, End end, ObjectNode status) {
        status.put("State", end.state().name())
                .put("SubmissionDateTime", QueryExecution.seconds(submission.submittedMillis()));
        if (end.state().terminal()) {
            status.put("CompletionDateTime", QueryExecution.seconds(end.completedMillis()));
        }
        if (end.reason() != null) {
            status.put("StateChangeReason", end.reason());
        }
        var failure = end.failure();
        if (failure != null) {
            status.put("StateChangeReason", failure.reason());
            failure.toJson(status.putObject("AthenaError"));
        }
    }

    private static void statistics(Submission submission, End end, ObjectNode statistics) {
        var started = end.startedMillis();
        var begin = started == null ? end.completedMillis() : started;
        var work = end.work();
        // a part of a millisecond counts as one
        var queued = Math.max(1, begin - submission.submittedMillis());
        var ran = started == null ? 0 : Math.max(1, end.completedMillis() - begin);
        // a statement that is not the engine's is the service's, which stands for Athena's engine then
        var engine = work.engineMillis() == 0 ? ran : Math.min(work.engineMillis(), ran);
        statistics
                .put("EngineExecutionTimeInMillis", engine)
                .put("DataScannedInBytes", work.scannedBytes())
                .put("TotalExecutionTimeInMillis", queued + ran)
                .put("QueryQueueTimeInMillis", queued)
                // it is done before the start is answered, and so before the clock of the execution runs
                .put("ServicePreProcessingTimeInMillis", 0)
                .put("QueryPlanningTimeInMillis", Math.min(work.planningMillis(), engine))
                .put("ServiceProcessingTimeInMillis", ran - engine);
        var result = end.result();
        if (result != null && result.manifest() != null && !submission.managedResults()) {
            statistics.put("DataManifestLocation", result.manifest().toString());
        }
        statistics.putObject("ResultReuseInformation").put("ReusedPreviousResult", end.reused());
    }

    /** What GetQueryRuntimeStatistics tells: nothing before the end. */
    static ObjectNode runtimeStatistics(Submission submission, End end) {
        var json = JsonNodeFactory.instance.objectNode();
        if (end.state() != State.SUCCEEDED) {
            return json;
        }
        var statistics = JsonNodeFactory.instance.objectNode();
        statistics(submission, end, statistics);
        var timeline = json.putObject("Timeline");
        TIMELINE.forEach(name -> timeline.set(name, statistics.path(name)));
        json.putObject("Rows")
                .put("InputRows", end.work().inputRows())
                .put("InputBytes", end.work().scannedBytes())
                .put("OutputRows", end.work().outputRows())
                .put("OutputBytes", end.work().outputBytes());
        return json;
    }
}
