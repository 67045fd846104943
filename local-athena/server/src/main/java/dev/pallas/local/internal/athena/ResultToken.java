package dev.pallas.local.internal.athena;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that tell where the next page of a result starts. A place in the middle of a row would be read as something else, so a token is
 * signed, and taken back only as it was given out and for the result it was given out for.
 */
final class ResultToken {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @param secret known to nobody else; tokens are good as long as it is the same */
    ResultToken(byte[] secret) {
        key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The token of a place in an execution's result. */
    String of(String executionId, long position) {
        var place = place(position);
        var signature = signature(executionId, place);
        var token =
                ByteBuffer.allocate(place.length + signature.length).put(place).put(signature);
        return Base64.getUrlEncoder().encodeToString(token.array());
    }

    /**
     * The place that a token tells.
     *
     * @throws dev.pallas.local.internal.http.ApiException if it is no token of this execution
     */
    long position(String executionId, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw malformed(token);
        }
        if (bytes.length > Long.BYTES) {
            var position = ByteBuffer.wrap(bytes).getLong();
            if (MessageDigest.isEqual(
                    token.getBytes(StandardCharsets.UTF_8),
                    of(executionId, position).getBytes(StandardCharsets.UTF_8))) {
                return position;
            }
        }
        throw malformed(token);
    }

    private static RuntimeException malformed(String token) {
        return AthenaErrors.invalid("Malformed nextPageToken " + token);
    }

    private static byte[] place(long position) {
        return ByteBuffer.allocate(Long.BYTES).putLong(position).array();
    }

    private byte[] signature(String executionId, byte[] place) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(place);
            return mac.doFinal(executionId.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            // every JDK has it
            throw new IllegalStateException(e);
        }
    }
}
