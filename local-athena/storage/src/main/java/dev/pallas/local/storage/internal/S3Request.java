package dev.pallas.local.storage.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request to S3, path style however it was sent, with the parameters of its query and no others. */
class S3Request extends HttpServletRequestWrapper {
    private static final String LOCALHOST = ".localhost";
    /** {@code bucket.s3.anything}, {@code bucket.s3-region.anything}; a bucket's name may have dots. */
    private static final Pattern VIRTUAL_HOST = Pattern.compile("(.+)\\.s3[.-].*");

    private static final String COPY_SOURCE = "x-amz-copy-source";
    private static final String ACL = "x-amz-acl";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    private final String path;
    private final Query query;
    private final String bucket;
    private final String key;
    private final String operation;

    S3Request(HttpServletRequest request) {
        super(request);
        var host = bucketOfHost(request.getHeader("host"));
        var sent = request.getRequestURI();
        path = host == null ? sent : "/" + host + (sent.equals("/") ? "" : sent);
        query = Query.of(request.getQueryString());
        var slash = path.indexOf('/', 1);
        bucket = Query.decode(slash < 0 ? path.substring(Math.min(1, path.length())) : path.substring(1, slash));
        key = slash < 0 ? "" : Query.decode(path.substring(slash + 1));
        operation = S3Operation.name(request.getMethod(), bucket, key, query, this::getHeader);
    }

    /** The bucket that a host names; null if the host names none. */
    static @Nullable String bucketOfHost(@Nullable String host) {
        if (host == null || host.startsWith("[")) {
            return null;
        }
        var colon = host.indexOf(':');
        var name = (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
        var virtual = VIRTUAL_HOST.matcher(name);
        if (virtual.matches()) {
            return virtual.group(1);
        }
        if (name.endsWith(LOCALHOST) && !name.equals("s3" + LOCALHOST)) {
            return name.substring(0, name.length() - LOCALHOST.length());
        }
        return null;
    }

    /** The path that the client signed. */
    String sentPath() {
        return super.getRequestURI();
    }

    /** Empty where there is none. */
    String bucket() {
        return bucket;
    }

    /** Decoded; empty where there is none. */
    String key() {
        return key;
    }

    /** The name that AWS gives to what is asked, such as {@code GetObject}. */
    String operation() {
        return operation;
    }

    /** Bucket and key. */
    String resource() {
        return key.isEmpty() ? bucket : bucket + "/" + key;
    }

    Query query() {
        return query;
    }

    @Override
    public @Nullable String getHeader(String name) {
        var value = super.getHeader(name);
        if (value != null && name.equalsIgnoreCase("range") && isBackwards(value)) {
            // which S3 takes for none
            return null;
        }
        if (value != null && name.equalsIgnoreCase(COPY_SOURCE)) {
            return Versions.plainSource(value);
        }
        // S3Proxy knows two of these, and none changes anything here
        return name.equalsIgnoreCase(ACL) && carriesAcl() ? null : value;
    }

    /** What the request wants others to be allowed with the object or bucket that it makes; null if it does not say. */
    @Nullable
    String cannedAcl() {
        return carriesAcl() ? super.getHeader(ACL) : null;
    }

    /** What to copy, as the client sent it, maybe with a version; null if nothing is copied. */
    @Nullable
    String copySource() {
        return super.getHeader(COPY_SOURCE);
    }

    private boolean carriesAcl() {
        return carriesObject() || operation.equals("CreateBucket");
    }

    /** Whether its headers describe an object that is about to be. */
    boolean carriesObject() {
        return switch (operation) {
            case "PutObject", "CopyObject", "CreateMultipartUpload" -> true;
            default -> false;
        };
    }

    private static boolean isBackwards(String range) {
        var bounds = RANGE.matcher(range);
        return !bounds.matches()
                || (!bounds.group(1).isEmpty()
                        && !bounds.group(2).isEmpty()
                        && new BigInteger(bounds.group(1)).compareTo(new BigInteger(bounds.group(2))) > 0);
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public @Nullable String getParameter(String name) {
        return parameters().get(name);
    }

    /** What S3Proxy gets to see of the query: it knows no versions. */
    private Map<String, String> parameters() {
        var parameters = new LinkedHashMap<>(query.parameters());
        parameters.remove(Versions.PARAMETER);
        return parameters;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new String[] {entry.getValue()}));
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters().keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        var value = getParameter(name);
        return value == null ? null : new String[] {value};
    }
}
