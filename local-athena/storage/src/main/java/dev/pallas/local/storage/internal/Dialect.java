package dev.pallas.local.storage.internal;

/** S3 has other names than the JSON services for what is wrong with a signature, and signs paths otherwise. */
enum Dialect {
    JSON,
    S3;

    Refusal missing() {
        return this == JSON
                ? new Refusal(400, "MissingAuthenticationTokenException", "Missing Authentication Token")
                : new Refusal(403, "AccessDenied", "Access Denied");
    }

    Refusal incomplete(String message) {
        return this == JSON
                ? new Refusal(400, "IncompleteSignatureException", message)
                : new Refusal(400, "AuthorizationHeaderMalformed", message);
    }

    Refusal unknownKey() {
        return this == JSON
                ? new Refusal(
                        400, "UnrecognizedClientException", "The security token included in the request is invalid.")
                : new Refusal(
                        403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
    }

    Refusal mismatch() {
        return this == JSON
                ? new Refusal(
                        403,
                        "InvalidSignatureException",
                        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key"
                                + " and signing method. Consult the service documentation for details.")
                : new Refusal(
                        403,
                        "SignatureDoesNotMatch",
                        "The request signature we calculated does not match the signature you provided. Check your key and signing"
                                + " method.");
    }

    Refusal skewed(String jsonMessage) {
        return this == JSON
                ? new Refusal(403, "InvalidSignatureException", jsonMessage)
                : new Refusal(
                        403,
                        "RequestTimeTooSkewed",
                        "The difference between the request time and the current time is too large.");
    }
}
