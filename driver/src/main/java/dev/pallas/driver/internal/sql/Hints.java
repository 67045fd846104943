package dev.pallas.driver.internal.sql;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.QueryOptions;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Options of one run that its text carries in front: {@code /*+ athena(work_group=adhoc, result_reuse_minutes=60) *}{@code /}. So they get through
 * whatever stands between the application and the driver. Athena takes the comment for a comment.
 */
public final class Hints {
    private static final Pattern COMMENT = Pattern.compile("\\A\\s*/\\*\\+\\s*athena\\(([^)]*)\\)\\s*\\*/");

    private Hints() {}

    /**
     * The options of a run.
     *
     * @param sql the text as the application gave it
     * @param asked options besides; where both say something, the text does, for it is the closer to the query
     * @return both
     * @throws AthenaException when a hint is not known or has a value that cannot be
     */
    public static QueryOptions merge(String sql, QueryOptions asked) {
        var comment = COMMENT.matcher(sql);
        if (!comment.find()) {
            return asked;
        }
        var options = asked.toBuilder();
        for (var hint : comment.group(1).split(",", -1)) {
            if (!hint.isBlank()) {
                apply(hint.strip(), options);
            }
        }
        return options.build();
    }

    private static void apply(String hint, QueryOptions.Builder options) {
        int equals = hint.indexOf('=');
        var name = (equals < 0 ? hint : hint.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
        var value = equals < 0 ? "" : hint.substring(equals + 1).strip();
        if (value.isEmpty()) {
            throw refused(hint, "A hint is a name, '=' and a value.");
        }
        try {
            if (name.startsWith("tag.")) {
                options.tag(hint.substring("tag.".length(), equals).strip(), value);
                return;
            }
            switch (name) {
                case "work_group" -> options.workGroup(value);
                case "result_reuse_minutes" -> options.resultReuse(Duration.ofMinutes(Long.parseLong(value)));
                case "timeout_seconds" -> options.timeout(Duration.ofSeconds(Long.parseLong(value)));
                default ->
                    throw refused(
                            hint, "The hints are work_group, result_reuse_minutes, timeout_seconds and tag.<name>.");
            }
        } catch (IllegalArgumentException bad) {
            throw refused(hint, String.valueOf(bad.getMessage()));
        }
    }

    private static AthenaException refused(String hint, String why) {
        return new AthenaException(
                "The hint '" + hint.replaceAll("[\\r\\n]", " ") + "' cannot be: " + why,
                "42000",
                null,
                null,
                false,
                null);
    }
}
