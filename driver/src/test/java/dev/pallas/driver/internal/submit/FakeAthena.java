package dev.pallas.driver.internal.submit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.ListQueryExecutionsRequest;
import software.amazon.awssdk.services.athena.model.ListQueryExecutionsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.ThrottleReason;
import software.amazon.awssdk.services.athena.model.TooManyRequestsException;

/** Athena as far as a test lets it be: each query stays in the state that it is given. */
public final class FakeAthena implements AthenaAsyncClient {
    public final List<StartQueryExecutionRequest> starts = new ArrayList<>();
    public final List<List<String>> looks = new ArrayList<>();
    public final List<String> singleLooks = new ArrayList<>();
    public final List<String> stops = new ArrayList<>();
    public final List<GetQueryResultsRequest> reads = new ArrayList<>();
    public final List<ListQueryExecutionsRequest> lists = new ArrayList<>();
    /** Ids, newest first; without a page the history may not be read. */
    public final List<List<String>> historyPages = new ArrayList<>();

    public final Map<String, QueryExecution> executions = new HashMap<>();
    public final Map<String, GetQueryResultsResponse> results = new HashMap<>();

    /** Answers of the next calls, one each; without one a call is answered at once and well. */
    public final List<CompletableFuture<StartQueryExecutionResponse>> startAnswers = new ArrayList<>();

    public final List<CompletableFuture<StopQueryExecutionResponse>> stopAnswers = new ArrayList<>();
    public final List<RuntimeException> lookFailures = new ArrayList<>();
    private final Map<String, String> idsByToken = new HashMap<>();

    public static RuntimeException throttle() {
        return TooManyRequestsException.builder()
                .statusCode(400)
                .message("Rate exceeded")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("TooManyRequestsException")
                        .errorMessage("Rate exceeded")
                        .build())
                .build();
    }

    /** The answer to a start when the account has as many active queries as it may have. */
    public static RuntimeException noRoom() {
        return TooManyRequestsException.builder()
                .statusCode(400)
                .reason(ThrottleReason.CONCURRENT_QUERY_LIMIT_EXCEEDED)
                .message("You have exceeded the limit for the number of queries you can run concurrently")
                .build();
    }

    public static RuntimeException invalid(String message) {
        return InvalidRequestException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("InvalidRequestException")
                        .errorMessage(message)
                        .build())
                .build();
    }

    public static RuntimeException failure(int status, String code, String message) {
        return AthenaException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    /** The answer of a start that was taken. */
    public StartQueryExecutionResponse started(String id) {
        set(id, QueryExecutionState.QUEUED, null);
        return StartQueryExecutionResponse.builder().queryExecutionId(id).build();
    }

    public void set(String id, QueryExecutionState state, String reason) {
        executions.put(
                id,
                QueryExecution.builder()
                        .queryExecutionId(id)
                        .status(status -> status.state(state).stateChangeReason(reason))
                        .build());
    }

    /** Ends a query well. */
    public void took(String id, Duration time) {
        executions.put(
                id,
                QueryExecution.builder()
                        .queryExecutionId(id)
                        .status(status -> status.state(QueryExecutionState.SUCCEEDED))
                        .statistics(statistics -> statistics.totalExecutionTimeInMillis(time.toMillis()))
                        .build());
    }

    @Override
    public CompletableFuture<StartQueryExecutionResponse> startQueryExecution(StartQueryExecutionRequest request) {
        starts.add(request);
        if (!startAnswers.isEmpty()) {
            return startAnswers.remove(0);
        }
        var id = idsByToken.computeIfAbsent(request.clientRequestToken(), token -> "q" + idsByToken.size());
        return CompletableFuture.completedFuture(started(id));
    }

    @Override
    public CompletableFuture<BatchGetQueryExecutionResponse> batchGetQueryExecution(
            BatchGetQueryExecutionRequest request) {
        looks.add(request.queryExecutionIds());
        if (!lookFailures.isEmpty()) {
            return CompletableFuture.failedFuture(lookFailures.remove(0));
        }
        return CompletableFuture.completedFuture(BatchGetQueryExecutionResponse.builder()
                .queryExecutions(request.queryExecutionIds().stream()
                        .filter(executions::containsKey)
                        .map(executions::get)
                        .toList())
                .unprocessedQueryExecutionIds(List.of())
                .build());
    }

    @Override
    public CompletableFuture<GetQueryExecutionResponse> getQueryExecution(GetQueryExecutionRequest request) {
        singleLooks.add(request.queryExecutionId());
        if (!lookFailures.isEmpty()) {
            return CompletableFuture.failedFuture(lookFailures.remove(0));
        }
        return CompletableFuture.completedFuture(GetQueryExecutionResponse.builder()
                .queryExecution(executions.get(request.queryExecutionId()))
                .build());
    }

    @Override
    public CompletableFuture<ListQueryExecutionsResponse> listQueryExecutions(ListQueryExecutionsRequest request) {
        lists.add(request);
        if (historyPages.isEmpty()) {
            return CompletableFuture.failedFuture(failure(400, "AccessDeniedException", "not yours"));
        }
        var page = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        return CompletableFuture.completedFuture(ListQueryExecutionsResponse.builder()
                .queryExecutionIds(historyPages.get(page))
                .nextToken(page + 1 < historyPages.size() ? String.valueOf(page + 1) : null)
                .build());
    }

    @Override
    public CompletableFuture<StopQueryExecutionResponse> stopQueryExecution(StopQueryExecutionRequest request) {
        stops.add(request.queryExecutionId());
        if (!stopAnswers.isEmpty()) {
            return stopAnswers.remove(0);
        }
        set(request.queryExecutionId(), QueryExecutionState.CANCELLED, null);
        return CompletableFuture.completedFuture(
                StopQueryExecutionResponse.builder().build());
    }

    @Override
    public CompletableFuture<GetQueryResultsResponse> getQueryResults(GetQueryResultsRequest request) {
        reads.add(request);
        return CompletableFuture.completedFuture(results.get(String.valueOf(request.nextToken())));
    }

    @Override
    public String serviceName() {
        return "athena";
    }

    @Override
    public void close() {}
}
