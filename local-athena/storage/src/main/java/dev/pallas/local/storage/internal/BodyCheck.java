package dev.pallas.local.storage.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Checks a body of known length against what its headers say, before its last bytes are handed out. */
final class BodyCheck extends FilterInputStream {
    private final List<Check> checks;
    private long left;

    BodyCheck(InputStream body, long length, List<Check> checks) throws IOException {
        super(body);
        this.checks = checks;
        this.left = length;
        if (length == 0) {
            finish();
        }
    }

    /** Something that is known of the body in advance. */
    interface Check {
        void update(byte[] bytes, int offset, int length);

        /**
         * Compares, once the whole body was seen.
         *
         * @throws Refusal if the body is another one
         */
        void finish() throws Refusal;
    }

    /** @param expected in base64 */
    static Check checksum(String name, BodyChecksum sum, String expected) {
        return new Check() {
            @Override
            public void update(byte[] bytes, int offset, int length) {
                sum.update(bytes, offset, length);
            }

            @Override
            public void finish() throws Refusal {
                if (!sum.base64().equals(expected.strip())) {
                    throw new Refusal(
                            400, "BadDigest", "The " + name + " you specified did not match what we received.");
                }
            }
        };
    }

    /** @param expected the SHA-256, in hex */
    static Check hash(String expected) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return new Check() {
            @Override
            public void update(byte[] bytes, int offset, int length) {
                digest.update(bytes, offset, length);
            }

            @Override
            public void finish() throws Refusal {
                if (!HexFormat.of().formatHex(digest.digest()).equals(expected)) {
                    throw new Refusal(
                            400,
                            "XAmzContentSHA256Mismatch",
                            "The provided 'x-amz-content-sha256' header does not match what was computed.");
                }
            }
        };
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var count = super.read(bytes, offset, length);
        if (count > 0) {
            for (var check : checks) {
                check.update(bytes, offset, count);
            }
            left -= count;
            if (left == 0) {
                finish();
            }
        }
        return count;
    }

    private void finish() throws Refusal {
        for (var check : checks) {
            check.finish();
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
