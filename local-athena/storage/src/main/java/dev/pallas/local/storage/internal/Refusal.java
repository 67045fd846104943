package dev.pallas.local.storage.internal;

import dev.pallas.local.storage.api.Fault;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request that is answered with an error. */
final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static Refusal of(Fault.Refusal error) {
        return new Refusal(error.status(), error.code(), error.message());
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    /** The refusal that a body threw, which the storage may have wrapped; null if it is something else. */
    static @Nullable Refusal in(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return null;
    }

    static Refusal malformed(String what) {
        return new Refusal(400, "InvalidRequest", "The body is not in chunks: " + what + ".");
    }

    static Refusal notImplemented(String what, String instead) {
        return new Refusal(501, "NotImplemented", "local-athena's S3 does not offer " + what + "." + instead);
    }
}
