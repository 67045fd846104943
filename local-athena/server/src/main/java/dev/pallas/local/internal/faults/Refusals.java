package dev.pallas.local.internal.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pallas.local.storage.api.Fault.Refusal;
import java.util.Map;
import java.util.Set;

/** The errors that requests are refused with, in the words of each kind of service. */
final class Refusals {
    private static final Set<String> THROTTLES = Set.of("ThrottlingException", "TooManyRequestsException", "SlowDown");

    /** The status that goes with an error, unless another one is asked for. */
    private static final Map<String, Integer> STATUS = Map.of(
            "InternalServerException", 500,
            "InternalServerError", 500,
            "InternalError", 500,
            "InternalServiceException", 500,
            "ServiceUnavailable", 503,
            "ServiceUnavailableException", 503,
            "SlowDown", 503,
            "RequestTimeout", 400);

    private Refusals() {}

    /** @throws IllegalArgumentException if a rule asks for what there is not */
    static void check(Rule rule) {
        var json = rule.json();
        switch (rule.kind()) {
            case THROTTLE -> {
                var error = json.path("error").asText("SlowDown");
                if (!THROTTLES.contains(error)) {
                    throw new IllegalArgumentException(
                            "a throttle's error is ThrottlingException or TooManyRequestsException (SlowDown on S3), not "
                                    + error);
                }
            }
            case RESET -> {
                var when = json.path("when").asText("before");
                if (!Set.of("before", "after").contains(when)) {
                    throw new IllegalArgumentException("when must be before or after, not " + when);
                }
            }
            default -> {
                // checked as it was read
            }
        }
    }

    static Refusal throttle(JsonNode rule, boolean s3) {
        if (s3) {
            return new Refusal(503, "SlowDown", "Please reduce your request rate.");
        }
        var error = rule.path("error").asText("ThrottlingException");
        return new Refusal(400, error.equals("SlowDown") ? "ThrottlingException" : error, "Rate exceeded");
    }

    static Refusal error(JsonNode rule, boolean s3) {
        var standard = s3 ? "InternalError" : "InternalServerException";
        var error = rule.path("error").asText(standard);
        var status = rule.path("status").asInt(STATUS.getOrDefault(error, 400));
        var message = s3
                ? "We encountered an internal error. Please try again."
                : "The request processing has failed because of an unknown error, exception or failure.";
        return new Refusal(
                status == 400 && !rule.has("error") ? 500 : status,
                error,
                rule.path("message").asText(message));
    }

    static Refusal expired(boolean s3) {
        return s3
                ? new Refusal(400, "ExpiredToken", "The provided token has expired.")
                : new Refusal(400, "ExpiredTokenException", "The security token included in the request is expired");
    }
}
