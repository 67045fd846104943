package dev.pallas.driver.internal.type;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the text of {@code EXPLAIN (TYPE LOGICAL)} tells of a query's columns: their types with all that they are made of. */
public final class QueryPlan {
    private static final String NAMES = "Output[columnNames = [";
    private static final String TYPES = "Layout: [";

    private QueryPlan() {}

    /** The statement that asks for the plan. */
    public static String explain(String sql) {
        return "EXPLAIN (TYPE LOGICAL) " + sql;
    }

    /** The types, in the order of the columns; empty when the plan does not tell them in words that are known here. */
    public static Optional<List<DataType>> types(String plan) {
        var output = plan.indexOf("Output[");
        var layout = plan.indexOf(TYPES, output);
        var end = plan.indexOf('\n', layout);
        var close = plan.lastIndexOf(']', end < 0 ? plan.length() : end);
        if (output < 0 || layout < 0 || close < layout) {
            return Optional.empty();
        }
        var types = new ArrayList<DataType>();
        try {
            for (var column : TypeParser.split(plan.substring(layout + TYPES.length(), close))) {
                // the symbols of a plan are letters, digits and underscores
                types.add(DataType.parse(column.substring(column.indexOf(':') + 1)));
            }
        } catch (AthenaException e) {
            return Optional.empty();
        }
        return Optional.of(types);
    }

    /** The names, in the order of the columns; empty when the plan does not tell them clearly. */
    public static Optional<List<String>> names(String plan, int count) {
        var start = plan.indexOf(NAMES);
        var end = plan.indexOf('\n', start);
        var close = plan.lastIndexOf("]]", end < 0 ? plan.length() : end);
        if (start < 0 || close < start) {
            return Optional.empty();
        }
        var names = List.of(plan.substring(start + NAMES.length(), close).split(", ", -1));
        return names.size() == count ? Optional.of(names) : Optional.empty();
    }
}
