package dev.pallas.driver;

import dev.pallas.driver.internal.sql.NamedParameters;
import dev.pallas.driver.internal.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A statement, its parameters, and what this one run asks for otherwise than its connection.
 *
 * @param sql the statement; {@code ?} outside strings, quoted identifiers and comments marks a parameter
 * @param parameters one value for each marker; {@code null} is SQL NULL
 * @param options what differs from the settings
 */
public record Query(String sql, List<@Nullable Object> parameters, QueryOptions options) {

    public Query {
        Objects.requireNonNull(sql, "sql");
        Objects.requireNonNull(options, "options");
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }

    public static Query of(String sql) {
        return of(sql, List.of());
    }

    public static Query of(String sql, List<? extends @Nullable Object> parameters) {
        return new Query(sql, new ArrayList<@Nullable Object>(parameters), QueryOptions.NONE);
    }

    /**
     * A query whose parameters have names: {@code :name} outside strings, quoted identifiers and comments, as often as needed.
     *
     * @param values by name; {@code null} is SQL NULL
     * @throws AthenaException (SQLState 07001) when a name has no value, a value no place in the text, or the text has a marker {@code ?}
     */
    public static Query named(String sql, Map<String, ? extends @Nullable Object> values) {
        var positional = NamedParameters.of(sql, values);
        return of(positional.sql(), positional.values());
    }

    /**
     * How many values a text needs: its markers {@code ?} outside strings, quoted identifiers and comments.
     *
     * @throws AthenaException for a text that cannot be read, such as one whose quote does not end
     */
    public static int parameterCount(String sql) {
        return Statement.parse(sql).parameterCount();
    }

    public Query withParameters(List<? extends @Nullable Object> values) {
        return new Query(sql, new ArrayList<@Nullable Object>(values), options);
    }

    public Query withOptions(QueryOptions value) {
        return new Query(sql, parameters, value);
    }

    /** This query with some options changed: {@code query.with(options -> options.database("db"))}. */
    public Query with(Consumer<QueryOptions.Builder> change) {
        var builder = options.toBuilder();
        change.accept(builder);
        return withOptions(builder.build());
    }
}
