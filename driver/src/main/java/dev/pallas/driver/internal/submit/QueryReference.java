package dev.pallas.driver.internal.submit;

import dev.pallas.driver.AthenaException;
import java.util.regex.Pattern;

/** Which query is meant, as a text that can be kept and sent: {@code athena:<region>:<query execution id>}. */
record QueryReference(String region, String queryId) {
    private static final String SCHEME = "athena:";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /**
     * Reads a reference, or a query execution id alone.
     *
     * @param here the region of whoever reads it
     */
    static QueryReference parse(String text, String here) {
        var parts = text.strip().split(":", -1);
        var reference = text.startsWith(SCHEME) && parts.length == 3
                ? new QueryReference(parts[1], parts[2])
                : new QueryReference(here, text.strip());
        if (!ID.matcher(reference.queryId).matches()) {
            throw failure("\"" + text + "\" is neither the text of a serialized query nor a query execution id.");
        }
        if (!reference.region.equals(here)) {
            throw failure("The query " + reference.queryId + " is in region " + reference.region
                    + " and this client is in " + here + ": open a client for that region.");
        }
        return reference;
    }

    private static AthenaException failure(String message) {
        return new AthenaException(message, "08001", null, null, false, null);
    }

    @Override
    public String toString() {
        return SCHEME + region + ":" + queryId;
    }
}
