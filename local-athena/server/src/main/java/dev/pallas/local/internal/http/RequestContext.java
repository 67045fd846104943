package dev.pallas.local.internal.http;

/**
 * What is known of a request besides its body.
 *
 * @param requestId the id that the answer carries in {@code x-amzn-RequestId}
 * @param accessKeyId whose signature the request carries
 * @param region the region the request was signed for
 * @param client false for this process's own engine
 */
public record RequestContext(String requestId, String accessKeyId, String region, boolean client) {}
