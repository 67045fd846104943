package dev.pallas.local.storage.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.domain.StorageMetadata;
import org.jclouds.blobstore.options.ListContainerOptions;
import org.jspecify.annotations.Nullable;

/** The lists of S3: buckets, objects by both of their operations, and versions, of which each object has one. */
final class Listing {
    private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
    private static final String OWNER = "<Owner><ID>000000000000</ID><DisplayName>local-athena</DisplayName></Owner>";
    private static final int ATTEMPTS = 20;
    private static final int MOST = 1000;
    private static final int MOST_BUCKETS = 10_000;
    /** The order of keys is that of their bytes in UTF-8: of their code points, unlike that of a string's halves of them. */
    private static final Comparator<String> ORDER = (a, b) -> {
        var length = Math.min(a.length(), b.length());
        for (var i = 0; i < length; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return Integer.compare(weight(a.charAt(i)), weight(b.charAt(i)));
            }
        }
        return Integer.compare(a.length(), b.length());
    };

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

    private final BlobStore store;

    Listing(BlobStore store) {
        this.store = store;
    }

    private static int weight(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }

    /** The document that answers a request; null if it asks for no list. */
    @Nullable
    String answer(S3Request request) throws Refusal {
        return switch (request.operation()) {
            case "ListBuckets" -> buckets(request.query());
            case "ListObjectsV2" -> objectsV2(request);
            case "ListObjects" -> objects(request);
            case "ListObjectVersions" -> versions(request);
            default -> null;
        };
    }

    // ---- buckets

    private String buckets(Query query) throws Refusal {
        var prefix = query.parameters().getOrDefault("prefix", "");
        var token = query.get("continuation-token");
        var after = token == null ? "" : decoded(token);
        var most = number(query, "max-buckets", MOST_BUCKETS);
        var names = new ArrayList<StorageMetadata>();
        store.list().stream()
                .filter(bucket ->
                        bucket.getName().startsWith(prefix) && bucket.getName().compareTo(after) > 0)
                .sorted(Comparator.comparing(StorageMetadata::getName))
                .forEach(names::add);
        var xml = new StringBuilder("<ListAllMyBucketsResult" + NAMESPACE + ">" + OWNER + "<Buckets>");
        for (var bucket : names.subList(0, Math.min(most, names.size()))) {
            xml.append("<Bucket>");
            element(xml, "Name", bucket.getName());
            element(xml, "CreationDate", time(bucket.getCreationDate()));
            xml.append("</Bucket>");
        }
        xml.append("</Buckets>");
        if (query.has("prefix")) {
            element(xml, "Prefix", prefix);
        }
        if (most > 0 && most < names.size()) {
            element(xml, "ContinuationToken", encoded(names.get(most - 1).getName()));
        }
        return xml.append("</ListAllMyBucketsResult>").toString();
    }

    // ---- objects

    private String objectsV2(S3Request request) throws Refusal {
        var query = request.query();
        var token = query.get("continuation-token");
        var startAfter = query.get("start-after");
        var page = page(request, token == null ? "" : decoded(token), startAfter == null ? "" : startAfter, "max-keys");
        var xml = head("ListBucketResult", request, page);
        if (startAfter != null) {
            element(xml, "StartAfter", page.shown(startAfter));
        }
        if (token != null) {
            element(xml, "ContinuationToken", token);
        }
        element(xml, "KeyCount", String.valueOf(page.entries().size()));
        if (page.truncated()) {
            element(xml, "NextContinuationToken", encoded(page.last()));
        }
        var owner = "true".equalsIgnoreCase(query.get("fetch-owner")) ? OWNER : "";
        contents(xml, page, "Contents", owner);
        return xml.append("</ListBucketResult>").toString();
    }

    private String objects(S3Request request) throws Refusal {
        var marker = request.query().parameters().getOrDefault("marker", "");
        var page = page(request, marker, "", "max-keys");
        var xml = head("ListBucketResult", request, page);
        element(xml, "Marker", page.shown(marker));
        if (page.truncated() && page.delimiter() != null) {
            element(xml, "NextMarker", page.shown(page.last()));
        }
        contents(xml, page, "Contents", OWNER);
        return xml.append("</ListBucketResult>").toString();
    }

    private String versions(S3Request request) throws Refusal {
        var marker = request.query().parameters().getOrDefault("key-marker", "");
        var page = page(request, marker, "", "max-keys");
        var xml = head("ListVersionsResult", request, page);
        element(xml, "KeyMarker", page.shown(marker));
        element(xml, "VersionIdMarker", "");
        if (page.truncated()) {
            element(xml, "NextKeyMarker", page.shown(page.last()));
            element(xml, "NextVersionIdMarker", "null");
        }
        contents(xml, page, "Version", "<VersionId>null</VersionId><IsLatest>true</IsLatest>" + OWNER);
        return xml.append("</ListVersionsResult>").toString();
    }

    /**
     * A part of a list.
     *
     * @param entries in order: objects, and null for a common prefix
     */
    private record Page(
            TreeMap<String, @Nullable StorageMetadata> entries,
            boolean truncated,
            int most,
            @Nullable String delimiter,
            boolean encode) {
        String last() {
            return entries.lastKey();
        }

        String shown(String key) {
            return encode
                    ? URLEncoder.encode(key, StandardCharsets.UTF_8)
                            .replace("+", "%20")
                            .replace("%2F", "/")
                    : key;
        }
    }

    /**
     * Reads a part of a list.
     *
     * @param after the last entry of the page before, itself a key or a common prefix
     * @param startAfter a key; a common prefix with a later key follows it
     */
    private Page page(S3Request request, String after, String startAfter, String limit) throws Refusal {
        var query = request.query();
        var prefix = query.parameters().getOrDefault("prefix", "");
        var given = query.get("delimiter");
        var delimiter = given == null || given.isEmpty() ? null : given;
        var most = Math.min(number(query, limit, MOST), MOST);
        var entries = new TreeMap<String, @Nullable StorageMetadata>(ORDER);
        for (var object : stored(request.bucket(), prefix, startAfter.isEmpty() && "/".equals(delimiter))) {
            var key = object.getName();
            var isPrefix = ObjectsOnly.isFolder(object);
            if (isPrefix && !key.endsWith("/")) {
                key += "/";
            }
            if (!key.startsWith(prefix) || ORDER.compare(key, startAfter) <= 0) {
                continue;
            }
            var end = delimiter == null ? -1 : key.indexOf(delimiter, prefix.length());
            if (end >= 0 && delimiter != null) {
                key = key.substring(0, end + delimiter.length());
                isPrefix = true;
            }
            var before = ORDER.compare(key, after) <= 0 || (isPrefix && !after.isEmpty() && after.startsWith(key));
            if (!before) {
                entries.put(key, isPrefix ? null : object);
            }
        }
        var truncated = most > 0 && entries.size() > most;
        while (entries.size() > most) {
            entries.pollLastEntry();
        }
        return new Page(entries, truncated, most, delimiter, "url".equals(query.get("encoding-type")));
    }

    /** @param flat whether what lies behind a slash may be told as one folder */
    private List<StorageMetadata> stored(String bucket, String prefix, boolean flat) {
        for (var attempt = 1; ; attempt++) {
            try {
                return listed(bucket, prefix, flat);
            } catch (RuntimeException e) {
                // an object went while the folder was read
                if (attempt == ATTEMPTS || !(e.getCause() instanceof NoSuchFileException)) {
                    throw e;
                }
            }
        }
    }

    private List<StorageMetadata> listed(String bucket, String prefix, boolean flat) {
        var options = ListContainerOptions.Builder.prefix(prefix);
        var page = store.list(bucket, flat ? options.delimiter("/") : options.recursive());
        var objects = new ArrayList<StorageMetadata>(page);
        while (page.getNextMarker() != null) {
            page = store.list(bucket, options.afterMarker(page.getNextMarker()));
            objects.addAll(page);
        }
        return objects;
    }

    // ---- XML

    private static StringBuilder head(String root, S3Request request, Page page) {
        var xml = new StringBuilder("<" + root + NAMESPACE + ">");
        element(xml, "Name", request.bucket());
        element(xml, "Prefix", page.shown(request.query().parameters().getOrDefault("prefix", "")));
        element(xml, "MaxKeys", String.valueOf(page.most()));
        if (page.delimiter() != null) {
            element(xml, "Delimiter", page.shown(page.delimiter()));
        }
        if (page.encode()) {
            element(xml, "EncodingType", "url");
        }
        element(xml, "IsTruncated", String.valueOf(page.truncated()));
        return xml;
    }

    private static void contents(StringBuilder xml, Page page, String name, String more) {
        page.entries().forEach((key, object) -> {
            if (object != null) {
                xml.append('<').append(name).append('>');
                element(xml, "Key", page.shown(key));
                element(xml, "LastModified", time(object.getLastModified()));
                element(xml, "ETag", quoted(object.getETag()));
                element(xml, "Size", String.valueOf(object.getSize()));
                element(xml, "StorageClass", storageClass(object));
                xml.append(more).append("</").append(name).append('>');
            }
        });
        page.entries().forEach((key, object) -> {
            if (object == null) {
                xml.append("<CommonPrefixes>");
                element(xml, "Prefix", page.shown(key));
                xml.append("</CommonPrefixes>");
            }
        });
    }

    static String storageClass(StorageMetadata object) {
        var tier = object.getTier();
        return tier == null
                ? "STANDARD"
                : switch (tier) {
                    case INFREQUENT, COOL -> "STANDARD_IA";
                    case COLD -> "GLACIER_IR";
                    case ARCHIVE -> "GLACIER";
                    default -> "STANDARD";
                };
    }

    static void element(StringBuilder xml, String name, String text) {
        xml.append('<')
                .append(name)
                .append('>')
                .append(Answers.escape(text))
                .append("</")
                .append(name)
                .append('>');
    }

    static String quoted(@Nullable String tag) {
        return tag == null || tag.startsWith("\"") ? String.valueOf(tag) : '"' + tag + '"';
    }

    static String time(@Nullable Date date) {
        var instant = date == null ? Instant.EPOCH : date.toInstant();
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    // ---- parameters

    /** @throws Refusal if it is none, or below zero */
    static int number(Query query, String name, int otherwise) throws Refusal {
        var text = query.get(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            var number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // as one that is too small
        }
        throw new Refusal(400, "InvalidArgument", "Provided " + name + " not an integer or within integer range");
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String token) throws Refusal {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "InvalidArgument", "The continuation token provided is incorrect");
        }
    }
}
