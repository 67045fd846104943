package dev.pallas.driver.internal.aws;

import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * What the SDK sends again by itself. It has no circuit breaker: that would fail queries just because many others met a fault.
 */
final class RetryRules {
    /** Short, so that a wrong endpoint is reported soon: ten times within a few seconds. */
    private static final BackoffStrategy FAULT =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(1));

    private static final BackoffStrategy THROTTLE =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(500), Duration.ofSeconds(10));

    private RetryRules() {}

    /**
     * For Athena: connection failures and server errors. Throttles are waited out by {@link Pacer}, without limit and so that a
     * cancelled query is not sent again.
     */
    static StandardRetryStrategy athena(int retries) {
        return StandardRetryStrategy.builder()
                // the SDK's own list retries throttles, and connections that were cut
                .useClientDefaults(false)
                .maxAttempts(retries + 1)
                .circuitBreakerEnabled(false)
                .retryOnException(failure -> isFault(failure) && !isThrottle(failure))
                .treatAsThrottling(failure -> false)
                .backoffStrategy(FAULT)
                .throttlingBackoffStrategy(THROTTLE)
                .build();
    }

    /** For S3: what the service answers. A connection that is cut is resumed at its byte by the reader of the object. */
    static StandardRetryStrategy s3(int retries) {
        return StandardRetryStrategy.builder()
                // the SDK's own list retries throttles, and connections that were cut
                .useClientDefaults(false)
                .maxAttempts(retries + 1)
                .circuitBreakerEnabled(false)
                .retryOnException(failure -> failure instanceof SdkServiceException && isFault(failure))
                .treatAsThrottling(RetryRules::isThrottle)
                .backoffStrategy(FAULT)
                .throttlingBackoffStrategy(THROTTLE)
                .build();
    }

    private static boolean isThrottle(Throwable failure) {
        return failure instanceof AwsServiceException service && service.isThrottlingException();
    }

    private static boolean isFault(Throwable failure) {
        if (failure instanceof SdkServiceException service) {
            return service.statusCode() >= 500 || isThrottle(service) || RetryUtils.isClockSkewException(service);
        }
        if (failure instanceof RetryableException || failure instanceof ApiCallAttemptTimeoutException) {
            return true;
        }
        for (Throwable current = failure; current != null; current = current.getCause()) {
            if (current instanceof IOException) {
                return true;
            }
        }
        return failure instanceof SdkException sdk && sdk.retryable();
    }
}
