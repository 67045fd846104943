package dev.pallas.driver.internal.result;

import org.jspecify.annotations.Nullable;

/** The place of an object in S3. */
record S3Location(String bucket, String key) {

    /** Null for no location, and for one that names no object. */
    static @Nullable S3Location of(@Nullable String uri) {
        if (uri == null || !uri.startsWith("s3://")) {
            return null;
        }
        var slash = uri.indexOf('/', 5);
        return slash < 0 || slash == uri.length() - 1
                ? null
                : new S3Location(uri.substring(5, slash), uri.substring(slash + 1));
    }

    boolean isCsv() {
        return key.endsWith(".csv");
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
