package dev.pallas.driver.internal.error;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.QueryState;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.ThrottleReason;
import software.amazon.awssdk.services.athena.model.TooManyRequestsException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The one place where failures become {@link AthenaException}s: SQLState, Athena's words in full, and what to do. */
public final class Errors {

    private Errors() {}

    /** The failure itself, out of the wrappers that futures put around it. */
    public static Throwable unwrap(Throwable failure) {
        var current = failure;
        while ((current instanceof CompletionException || current instanceof ExecutionException)
                && current.getCause() != null) {
            current = current.getCause();
        }
        return current;
    }

    /** Whether the account may have no more queries queued or running than it has. */
    public static boolean isActiveLimit(Throwable failure) {
        return unwrap(failure) instanceof TooManyRequestsException refusal
                && refusal.reason() == ThrottleReason.CONCURRENT_QUERY_LIMIT_EXCEEDED;
    }

    /** Whether the service asks to send more slowly. */
    public static boolean isThrottle(Throwable failure) {
        return !isActiveLimit(failure)
                && unwrap(failure) instanceof AwsServiceException service
                && (service.isThrottlingException() || service.statusCode() == 429);
    }

    /** Whether the credentials are good, and not permitted to do this. */
    public static boolean isDenied(Throwable failure) {
        return unwrap(failure) instanceof AwsServiceException service && isDenied(code(service));
    }

    private static boolean isDenied(String code) {
        return code.equals("AccessDeniedException") || code.equals("AccessDenied");
    }

    /**
     * A query that ended otherwise than SUCCEEDED.
     */
    public static AthenaException ended(QueryExecution execution) {
        var status = execution.status();
        var id = execution.queryExecutionId();
        var reason = status.stateChangeReason();
        var error = status.athenaError();
        var retryable = error != null && Boolean.TRUE.equals(error.retryable());
        if (QueryState.valueOf(status.stateAsString()) == QueryState.CANCELLED) {
            return exception(
                    "The query was cancelled" + (reason == null ? "." : ": " + reason),
                    "57014",
                    null,
                    id,
                    retryable,
                    null);
        }
        var text = reason != null ? reason : error != null && error.errorMessage() != null ? error.errorMessage() : "";
        var name = EngineErrors.name(text).orElse(null);
        var state = name == null ? null : EngineErrors.sqlState(name).orElse(null);
        if (state == null) {
            state = sqlStateOfText(text);
        }
        var message = text.isEmpty() ? "The query failed, and Athena gave no reason." : text;
        return exception(message + advice(state, name), state, name, id, retryable || "40001".equals(state), null);
    }

    private static String sqlStateOfText(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("insufficient permissions") || lower.contains("access denied")) {
            return "42501";
        }
        if (lower.contains("already exists")) {
            return "42S01";
        }
        if (lower.contains("mismatched input")
                || lower.contains("parseexception")
                || lower.contains("no viable alternative")) {
            return "42000";
        }
        if (lower.contains("table not found") || lower.contains("table does not exist")) {
            return "42S02";
        }
        // Hive's word for DDL that it can parse and cannot make sense of
        if (lower.contains("semanticexception")) {
            return "42000";
        }
        return "HY000";
    }

    private static String advice(String state, @Nullable String name) {
        if ("ICEBERG_COMMIT_ERROR".equals(name)) {
            return " (Another writer changed the table at the same time and nothing was written: run the statement again.)";
        }
        if ("SYNTAX_ERROR".equals(name) || ("42000".equals(state) && name == null)) {
            return " (Queries and DML are Trino's SQL, with names in double quotes; DDL is Hive's, with names in backticks.)";
        }
        return switch (state) {
            case "42S02", "3F000" -> " (Check the name, and the settings Catalog and Database.)";
            case "42501" -> " (Check the permissions of the credentials in IAM and Lake Formation.)";
            default -> "";
        };
    }

    public static AthenaException cancelledBeforeStart() {
        return exception("The query was cancelled before it was started.", "57014", null, null, false, null);
    }

    public static AthenaException timedOut(Duration timeout, @Nullable String queryId) {
        return exception(
                "The query took longer than its time-out of " + timeout.toSeconds() + " s and "
                        + (queryId == null ? "was not started." : "was stopped."),
                "HYT00",
                null,
                queryId,
                false,
                null);
    }

    public static AthenaException closed(@Nullable String queryId) {
        return exception(
                "The client was closed and the query " + (queryId == null ? "was not started." : "was stopped."),
                "57014",
                null,
                queryId,
                false,
                null);
    }

    /** Athena does not know a query that it has started. */
    public static AthenaException unknownQuery(String queryId, @Nullable String reason) {
        return exception(
                "Athena does not tell the status of the query" + (reason == null ? "." : ": " + reason),
                "HY000",
                null,
                queryId,
                false,
                null);
    }

    /**
     * A request that failed.
     *
     * @param queryId the query it was about, if that had been started
     * @param endpoint the endpoint, for messages
     */
    public static AthenaException request(Throwable failure, @Nullable String queryId, String endpoint) {
        var cause = unwrap(failure);
        if (cause instanceof AthenaException known) {
            return known;
        }
        if (cause instanceof AwsServiceException service) {
            return service(service, queryId);
        }
        if (cause instanceof SdkException || cause instanceof IOException) {
            return client(cause, queryId, endpoint);
        }
        return exception("Unexpected failure: " + cause, "HY000", null, queryId, false, cause);
    }

    /** A read of a result object that failed; {@code location} is its s3:// address. */
    public static AthenaException s3(Throwable failure, @Nullable String queryId, String location, String endpoint) {
        var cause = unwrap(failure);
        if (!(cause instanceof S3Exception service)) {
            return request(cause, queryId, endpoint);
        }
        var code = code(service);
        var message = "The result " + location + " cannot be read from S3: " + message(service) + " ";
        return switch (code) {
            case "AccessDenied", "AllAccessDisabled", "403" ->
                exception(
                        message + "Allow s3:GetObject there, or set ResultFetcher=GetQueryResults.",
                        "42501",
                        code,
                        queryId,
                        false,
                        cause);
            case "NoSuchBucket", "NoSuchKey" ->
                exception(
                        message + "It may have been deleted, or expired: run the query again.",
                        "02000",
                        code,
                        queryId,
                        true,
                        cause);
            default ->
                isCredentialProblem(code)
                        ? service(service, queryId)
                        : exception(message + "Run the query again.", "08S01", code, queryId, true, cause);
        };
    }

    /** Whether S3 refuses to show what Athena itself may still show. */
    public static boolean isS3Refusal(Throwable failure) {
        return unwrap(failure) instanceof AwsServiceException service
                && (service.statusCode() == 403 || service.statusCode() == 404 || service.statusCode() == 301);
    }

    private static AthenaException service(AwsServiceException service, @Nullable String queryId) {
        var code = code(service);
        var message = message(service);
        if (isCredentialProblem(code)) {
            return exception(
                    message
                            + " Check User, Password and SessionToken, or what the CredentialsProvider finds, and the machine's clock.",
                    "28000",
                    code,
                    queryId,
                    false,
                    service);
        }
        if (isDenied(code)) {
            return exception(
                    message + " Check the permissions of the credentials in IAM.",
                    "42501",
                    code,
                    queryId,
                    false,
                    service);
        }
        if (isThrottle(service)) {
            return exception(
                    message + " Athena's quota is used up: send fewer requests.",
                    "53000",
                    code,
                    queryId,
                    true,
                    service);
        }
        if (service instanceof InvalidRequestException || service.statusCode() == 400) {
            return invalidRequest(message, code, queryId, service);
        }
        var retryable = service.statusCode() >= 500;
        return exception(message, retryable ? "08S01" : "HY000", code, queryId, retryable, service);
    }

    private static AthenaException invalidRequest(
            String message, String code, @Nullable String queryId, AwsServiceException service) {
        var lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("output location") || lower.contains("output bucket")) {
            return exception(
                    message
                            + " Set OutputLocation=s3://bucket/prefix/, or name a WorkGroup that has a result location.",
                    "08001",
                    code,
                    queryId,
                    false,
                    service);
        }
        if (lower.contains("workgroup") || lower.contains("work group")) {
            return exception(message + " Check the setting WorkGroup.", "08001", code, queryId, false, service);
        }
        var syntax = lower.contains("mismatched input")
                || lower.contains("no viable alternative")
                || lower.contains("extraneous input")
                || lower.contains("syntax");
        return exception(message, syntax ? "42000" : "HY000", code, queryId, false, service);
    }

    private static boolean isCredentialProblem(String code) {
        return switch (code) {
            case "UnrecognizedClientException",
                    "InvalidSignatureException",
                    "SignatureDoesNotMatch",
                    "InvalidAccessKeyId",
                    "InvalidClientTokenId",
                    "IncompleteSignature",
                    "IncompleteSignatureException",
                    "MissingAuthenticationToken",
                    "MissingAuthenticationTokenException",
                    "ExpiredToken",
                    "ExpiredTokenException",
                    "InvalidToken",
                    "RequestExpired",
                    "RequestTimeTooSkewed",
                    "NotAuthorized" -> true;
            default -> false;
        };
    }

    private static AthenaException client(Throwable cause, @Nullable String queryId, String endpoint) {
        var text = String.valueOf(cause.getMessage());
        if (text.contains("Unable to load credentials") || text.contains("Unable to load credential")) {
            return exception(
                    "No AWS credentials were found. Set User and Password, CredentialsProvider=ProfileCredentials with a ProfileName, or"
                            + " what the SDK's default chain reads: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, system properties, ~/.aws,"
                            + " the container or the instance.",
                    "28000",
                    null,
                    queryId,
                    false,
                    cause);
        }
        if (text.contains("Unable to load region") || text.contains("region must not be")) {
            return exception(
                    "No AWS region was found. Set Region=us-east-1 or whichever it is, AWS_REGION, or a region in the profile. "
                            + text,
                    "08001",
                    null,
                    queryId,
                    false,
                    cause);
        }
        if (text.contains("Profile file") || text.contains("profile")) {
            return exception("No AWS credentials could be read: " + text, "28000", null, queryId, false, cause);
        }
        return exception(
                "The endpoint " + endpoint + " cannot be reached"
                        + (isUnreachable(cause) ? "" : " or does not answer as it should") + ": " + root(cause)
                        + ". Check the network, Region, AthenaEndpoint and S3Endpoint.",
                // 08001 says that nothing was sent; otherwise the request may have been carried out, and its answer be
                // lost
                queryId == null && isUnreachable(cause) ? "08001" : "08S01",
                null,
                queryId,
                true,
                cause);
    }

    private static boolean isUnreachable(Throwable cause) {
        for (Throwable current = cause; current != null; current = current.getCause()) {
            if (current instanceof ConnectException || current instanceof UnknownHostException) {
                return true;
            }
        }
        return cause instanceof SdkClientException client
                && String.valueOf(client.getMessage()).contains("UnknownHost");
    }

    private static String root(Throwable cause) {
        var current = cause;
        while (current.getCause() != null && current.getCause() != current) {
            current = current.getCause();
        }
        return current.getMessage() == null ? current.toString() : current.getMessage();
    }

    private static String code(AwsServiceException service) {
        var details = service.awsErrorDetails();
        return details != null && details.errorCode() != null
                ? details.errorCode()
                : String.valueOf(service.statusCode());
    }

    private static String message(AwsServiceException service) {
        var details = service.awsErrorDetails();
        var text = details != null && details.errorMessage() != null ? details.errorMessage() : service.getMessage();
        return text == null || text.isBlank()
                ? code(service) + "."
                : text.strip().endsWith(".") ? text.strip() : text.strip() + ".";
    }

    private static AthenaException exception(
            String message,
            String sqlState,
            @Nullable String code,
            @Nullable String queryId,
            boolean retryable,
            @Nullable Throwable cause) {
        var text = queryId == null ? message : message + " [query " + queryId + "]";
        return new AthenaException(text, sqlState, code, queryId, retryable, cause);
    }
}
