package dev.pallas.local.internal.s3;

/**
 * A place in S3.
 *
 * @param key an object's key or a prefix; may be empty
 */
public record S3Location(String bucket, String key) {
    /**
     * Reads {@code s3://bucket/key}; {@code s3a} and {@code s3n} mean the same.
     *
     * @throws IllegalArgumentException if the text is no such URI
     */
    public static S3Location of(String uri) {
        var colon = uri.indexOf("://");
        var scheme = colon < 0 ? "" : uri.substring(0, colon);
        var rest = colon < 0 ? "" : uri.substring(colon + 3);
        var slash = rest.indexOf('/');
        var bucket = slash < 0 ? rest : rest.substring(0, slash);
        if (!(scheme.equals("s3") || scheme.equals("s3a") || scheme.equals("s3n")) || bucket.isEmpty()) {
            throw new IllegalArgumentException("not an S3 location: " + uri);
        }
        return new S3Location(bucket, slash < 0 ? "" : rest.substring(slash + 1));
    }

    /** The location whose key is this one's with the name appended, a slash between them. */
    public S3Location resolve(String name) {
        return new S3Location(bucket, key.isEmpty() || key.endsWith("/") ? key + name : key + "/" + name);
    }

    /** The {@code s3://} form. */
    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
