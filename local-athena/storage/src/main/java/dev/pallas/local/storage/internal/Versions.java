package dev.pallas.local.storage.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Versions of objects in buckets that keep none: each object has one, {@code null}, which clients name when they delete what they listed. */
final class Versions {
    static final String PARAMETER = "versionId";
    private static final String ONLY = "null";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._+/=-]{32,}");
    private static final Pattern ELEMENT = Pattern.compile("<VersionId>\\s*([^<]*?)\\s*</VersionId>");
    private static final Pattern OF_SOURCE = Pattern.compile("\\?versionId=([^&]*)$");
    /** More than 1,000 keys need. */
    private static final int MOST_BYTES = 8 << 20;

    private Versions() {}

    /** @throws Refusal if the object's version, or that of the object to copy, is another than the only one */
    static void check(S3Request request) throws Refusal {
        if (request.query().has(PARAMETER)) {
            check(String.valueOf(request.query().get(PARAMETER)));
        }
        var source = request.copySource();
        var version = OF_SOURCE.matcher(source == null ? "" : source);
        if (version.find()) {
            check(Query.decode(version.group(1)));
        }
    }

    /** The source of a copy without its version. */
    static String plainSource(String source) {
        return OF_SOURCE.matcher(source).replaceFirst("");
    }

    /** The request to delete objects, once it is known to name no other versions. */
    static S3Request withoutVersions(S3Request request) throws IOException {
        var body = new String(request.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        var versions = ELEMENT.matcher(body);
        while (versions.find()) {
            check(versions.group(1));
        }
        var plain = versions.replaceAll("").getBytes(StandardCharsets.UTF_8);
        return new PlainRequest(request, new ByteArrayInputStream(plain));
    }

    private static void check(String version) throws Refusal {
        if (version.equals(ONLY)) {
            return;
        }
        if (ID.matcher(version).matches()) {
            throw new Refusal(404, "NoSuchVersion", "The specified version does not exist.");
        }
        throw new Refusal(400, "InvalidArgument", "Invalid version id specified");
    }
}
