package dev.pallas.local.storage.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** The range of an object that a HEAD asks about, which S3Proxy does not look at. */
final class Range {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    private Range() {}

    /** Turns the answer for the whole object into the one for what was asked. */
    static void apply(S3Request request, HttpServletResponse response) throws Refusal {
        var asked = request.getHeader("range");
        var whole = response.getHeader("Content-Length");
        if (asked == null || whole == null) {
            return;
        }
        var bounds = RANGE.matcher(asked);
        if (!bounds.matches() || (bounds.group(1).isEmpty() && bounds.group(2).isEmpty())) {
            return;
        }
        var size = Long.parseLong(whole);
        var suffix = bounds.group(1).isEmpty();
        var first = suffix ? Math.max(0, size - number(bounds.group(2))) : number(bounds.group(1));
        var last = suffix || bounds.group(2).isEmpty() ? size - 1 : Math.min(size - 1, number(bounds.group(2)));
        if (first >= size) {
            throw new Refusal(416, "InvalidRange", "The requested range is not satisfiable");
        }
        response.setStatus(206);
        response.setHeader("Content-Range", "bytes " + first + "-" + last + "/" + size);
        response.setContentLengthLong(last - first + 1);
    }

    private static long number(String digits) {
        var number = new BigInteger(digits);
        return number.bitLength() < Long.SIZE ? number.longValue() : Long.MAX_VALUE;
    }
}
