package dev.pallas.local.storage.internal;

import java.nio.charset.StandardCharsets;

/**
 * The chain of signatures of a request whose body comes in signed chunks: the first is the one of its headers, then one of each chunk and of
 * the trailer, each over the one before it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Signature calculations for chunked uploads
 *     with trailing headers</a>
 */
final class ChunkSignature {
    private static final String EMPTY = Signing.sha256("");

    private final byte[] key;
    private final String date;
    private final String scope;
    private String previous;

    /**
     * Begins the chain.
     *
     * @param key that the headers were signed with
     * @param signature of the headers
     */
    ChunkSignature(byte[] key, String date, String scope, String signature) {
        this.key = key.clone();
        this.date = date;
        this.scope = scope;
        this.previous = signature;
    }

    void verifyChunk(byte[] data, String signature) throws Refusal {
        verifyNext(signature, Signing.ALGORITHM + "-PAYLOAD", EMPTY + "\n" + Signing.sha256(data));
    }

    /**
     * Verifies the trailer.
     *
     * @param lines {@code name:value}, each with a line feed
     */
    void verifyTrailer(String lines, String signature) throws Refusal {
        verifyNext(signature, Signing.ALGORITHM + "-TRAILER", Signing.sha256(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private void verifyNext(String signature, String algorithm, String content) throws Refusal {
        var text = String.join("\n", algorithm, date, scope, previous, content);
        if (!Signing.equal(Signing.sign(key, text), signature)) {
            throw Dialect.S3.mismatch();
        }
        previous = signature;
    }
}
