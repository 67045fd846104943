package dev.pallas.local.storage.internal;

import java.io.IOException;

/** A request that S3 answers with an error. */
final class S3Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    S3Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    static S3Refusal signature() {
        return new S3Refusal(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your key and signing method.");
    }

    static S3Refusal malformed(String what) {
        return new S3Refusal(400, "InvalidRequest", "The body is not in signed chunks: " + what + ".");
    }
}
