package dev.pallas.dialect.internal.function;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hibernate.query.IllegalQueryOperationException;
import org.jspecify.annotations.Nullable;

/**
 * A step from a JSON document to a part of it.
 *
 * @param name of a member of an object; null where the step is to an element of an array
 * @param index of an element, from 0
 */
record JsonPath(@Nullable String name, int index) {
    private static final Pattern STEP =
            Pattern.compile("\\G(?:\\.([\\p{L}_][\\p{L}\\p{N}_]*)|\\.\"([^\"\\\\]*)\"|\\[(\\d{1,9})])");

    /**
     * The steps of a path of names and indexes, such as {@code $.a."b c"[0]}.
     *
     * @param function what needs the path
     * @throws IllegalQueryOperationException where the path is more than that
     */
    static List<JsonPath> steps(String function, String path) {
        var told = path.strip().replaceFirst("^(?:lax|strict)\\s+", "");
        var steps = new ArrayList<JsonPath>();
        var matcher = STEP.matcher(told);
        var end = told.startsWith("$") ? 1 : -1;
        matcher.region(Math.max(end, 0), told.length());
        while (end > 0 && matcher.find()) {
            var name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            steps.add(new JsonPath(name, name == null ? Integer.parseInt(matcher.group(3)) : -1));
            end = matcher.end();
        }
        if (end != told.length()) {
            throw new IllegalQueryOperationException(
                    "%s takes a path of names and indexes, such as '$.a.b[0]', and not '%s'."
                            .formatted(function, path));
        }
        return steps;
    }
}
