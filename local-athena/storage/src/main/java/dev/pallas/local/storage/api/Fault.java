package dev.pallas.local.storage.api;

import org.jspecify.annotations.Nullable;

/**
 * What shall go wrong with one request.
 *
 * @param delayMillis how long it waits before anything else happens
 * @param error what it is refused with instead of being run; null to run it
 * @param reset when its connection is reset
 * @param bodyBytes after how many bytes of its answer's body the connection is reset; negative for never
 * @param bytesPerSecond how fast the body of its answer is sent; 0 for as fast as it goes
 */
public record Fault(long delayMillis, @Nullable Refusal error, Reset reset, long bodyBytes, long bytesPerSecond) {
    public static final Fault NONE = new Fault(0, null, Reset.NEVER, -1, 0);

    /** When a connection is reset. */
    public enum Reset {
        NEVER,
        /** Nothing was run. */
        BEFORE,
        /** It was run, and the answer is lost. */
        AFTER
    }

    /**
     * An error of AWS.
     *
     * @param code the name of its shape, or S3's code
     */
    public record Refusal(int status, String code, String message) {}

    /** Whether the body of the answer is tampered with. */
    public boolean spoilsBody() {
        return bodyBytes >= 0 || bytesPerSecond > 0;
    }
}
