package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/** Lists in pages. A token tells where the next page starts. */
final class Paging {
    private static final int DEFAULT_SIZE = 50;

    private Paging() {}

    /** Gives one page of a list and puts the token of the next into the answer, if there is one. */
    static <T> void page(Request request, ObjectNode answer, List<T> all, Consumer<T> each) {
        var start = (int) Math.min(position(request), all.size());
        var end = Math.min(start + size(request), all.size());
        all.subList(start, end).forEach(each);
        if (end < all.size()) {
            answer.put("NextToken", token(end));
        }
    }

    /** How many a page of the request may hold. */
    static int size(Request request) {
        var size = request.integer("MaxResults", DEFAULT_SIZE);
        // some lists take a 0, which cannot be meant
        return size == 0 ? DEFAULT_SIZE : size;
    }

    static String token(long position) {
        return Base64.getUrlEncoder().encodeToString(("v1:" + position).getBytes(StandardCharsets.UTF_8));
    }

    /** Where the request's page starts; 0 for the first. */
    static long position(Request request) {
        var token = request.optionalText("NextToken");
        if (token == null) {
            return 0;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith("v1:")) {
                var position = Long.parseLong(text.substring(3));
                if (position >= 0) {
                    return position;
                }
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw AthenaErrors.invalid("The nextPageToken is malformed: " + token);
    }
}
