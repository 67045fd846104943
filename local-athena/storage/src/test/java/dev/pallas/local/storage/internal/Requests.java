package dev.pallas.local.storage.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests that no server took. */
final class Requests {
    private Requests() {}

    static S3Request s3(String method, String uri, Map<String, String> headers) {
        return new S3Request(http(method, uri, headers));
    }

    /** @param uri path and query */
    static HttpServletRequest http(String method, String uri, Map<String, String> headers) {
        var named = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        named.putAll(headers);
        var mark = uri.indexOf('?');
        return (HttpServletRequest) Proxy.newProxyInstance(
                Requests.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method.toUpperCase(Locale.ROOT);
                    case "getRequestURI" -> mark < 0 ? uri : uri.substring(0, mark);
                    case "getQueryString" -> mark < 0 ? null : uri.substring(mark + 1);
                    case "getHeader" -> named.get((String) arguments[0]);
                    case "getContentType" -> named.get("content-type");
                    case "getHeaderNames" -> Collections.enumeration(named.keySet());
                    case "getHeaders" -> {
                        var value = named.get((String) arguments[0]);
                        yield Collections.enumeration(value == null ? List.of() : List.of(value));
                    }
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }
}
