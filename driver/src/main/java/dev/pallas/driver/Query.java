package dev.pallas.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A statement, its parameters, and the options that override those of the connection for this one run.
 *
 * @param sql the statement; {@code ?} outside strings, quoted identifiers and comments marks a parameter
 * @param parameters one value for each marker; {@code null} is SQL NULL
 * @param catalog the data catalog of unqualified names; {@code null} is the one of the settings
 * @param database the database of unqualified names; {@code null} is the one of the settings
 * @param workGroup the work group; {@code null} is the one of the settings
 * @param outputLocation {@code s3://bucket/prefix/} of the result; {@code null} is the one of the settings or the work group
 * @param timeout how long the query may take before it is stopped in Athena and fails; {@code null} is the setting's
 */
public record Query(
        String sql,
        List<@Nullable Object> parameters,
        @Nullable String catalog,
        @Nullable String database,
        @Nullable String workGroup,
        @Nullable String outputLocation,
        @Nullable Duration timeout) {

    public Query {
        Objects.requireNonNull(sql, "sql");
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }

    public static Query of(String sql) {
        return of(sql, List.of());
    }

    public static Query of(String sql, List<? extends @Nullable Object> parameters) {
        return new Query(sql, new ArrayList<@Nullable Object>(parameters), null, null, null, null, null);
    }

    public Query withParameters(List<? extends @Nullable Object> values) {
        return new Query(
                sql, new ArrayList<@Nullable Object>(values), catalog, database, workGroup, outputLocation, timeout);
    }

    public Query withCatalog(@Nullable String value) {
        return new Query(sql, parameters, value, database, workGroup, outputLocation, timeout);
    }

    public Query withDatabase(@Nullable String value) {
        return new Query(sql, parameters, catalog, value, workGroup, outputLocation, timeout);
    }

    public Query withWorkGroup(@Nullable String value) {
        return new Query(sql, parameters, catalog, database, value, outputLocation, timeout);
    }

    public Query withOutputLocation(@Nullable String value) {
        return new Query(sql, parameters, catalog, database, workGroup, value, timeout);
    }

    public Query withTimeout(@Nullable Duration value) {
        return new Query(sql, parameters, catalog, database, workGroup, outputLocation, value);
    }
}
