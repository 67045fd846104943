package dev.pallas.dialect.internal.hint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.query.IllegalQueryOperationException;
import org.jspecify.annotations.Nullable;

/**
 * The hints of {@code Query.addQueryHint}. {@code snapshot=<table>:<id>} becomes {@code FOR VERSION AS OF} behind the table; all others go in front of
 * the text as a comment that the driver reads, so that they get through Hibernate, a pool and either face of the driver.
 */
public final class QueryHints {
    private static final Pattern COMMENT_HINT =
            Pattern.compile("(work_group|result_reuse_minutes|timeout_seconds|tag\\.[\\w.-]+)\\s*=\\s*[^,()*]+");
    private static final Pattern SNAPSHOT_HINT = Pattern.compile("snapshot\\s*=\\s*([\\w.\"$]+)\\s*:\\s*(-?\\d{1,19})");

    private final List<String> comments = new ArrayList<>();
    private final List<Snapshot> snapshots = new ArrayList<>();

    private record Snapshot(String table, String id) {}

    private QueryHints() {}

    /**
     * Reads hints.
     *
     * @param hints as the application gave them; one may be a list with commas
     * @param reuseMinutes the age up to which earlier results do unless a hint says otherwise; null to ask for none
     * @return what they say
     * @throws IllegalQueryOperationException for a hint that nobody knows
     */
    public static QueryHints of(List<String> hints, @Nullable Integer reuseMinutes) {
        var read = new QueryHints();
        for (var list : hints) {
            for (var hint : list.split(",", -1)) {
                read.add(hint.strip());
            }
        }
        if (reuseMinutes != null && read.comments.stream().noneMatch(hint -> hint.startsWith("result_reuse_minutes"))) {
            read.comments.add("result_reuse_minutes=" + reuseMinutes);
        }
        return read;
    }

    private void add(String hint) {
        var snapshot = SNAPSHOT_HINT.matcher(hint);
        if (snapshot.matches()) {
            snapshots.add(new Snapshot(snapshot.group(1), snapshot.group(2)));
        } else if (COMMENT_HINT.matcher(hint).matches()) {
            comments.add(hint);
        } else if (!hint.isEmpty()) {
            throw new IllegalQueryOperationException(
                    "The query hint '" + hint + "' says nothing to Athena. The hints are "
                            + "work_group=<name>, result_reuse_minutes=<number>, timeout_seconds=<number>, tag.<name>=<value> and "
                            + "snapshot=<table>:<id>.");
        }
    }

    /** The text with the hints in it. */
    public String apply(String sql) {
        var text = sql;
        for (var snapshot : snapshots) {
            text = Tables.append(text, snapshot.table, " for version as of " + snapshot.id);
        }
        return comments.isEmpty()
                ? text
                : comments.stream().collect(Collectors.joining(", ", "/*+ athena(", ") */ ")) + text;
    }

    /** Finds where a text reads a table. */
    private static final class Tables {
        private static final Pattern TOKEN =
                Pattern.compile("'(?:[^']|'')*'|/\\*.*?\\*/|(?i:\\b(?:from|join)\\s+)([\\w.\"$]+)");

        private Tables() {}

        static String append(String sql, String table, String clause) {
            var found = new boolean[1];
            var text = TOKEN.matcher(sql).replaceAll(match -> {
                var name = match.group(1);
                var same = name != null && name.toLowerCase(Locale.ROOT).equals(table.toLowerCase(Locale.ROOT));
                found[0] |= same;
                return java.util.regex.Matcher.quoteReplacement(same ? match.group() + clause : match.group());
            });
            if (!found[0]) {
                throw new IllegalQueryOperationException("The query hint for a snapshot names the table '" + table
                        + "', which the query does not read: " + sql);
            }
            return text;
        }
    }
}
