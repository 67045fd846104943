package dev.pallas.driver;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one run of a query asks for otherwise than its connection. Whatever is not set is as the settings say. Immutable. */
public final class QueryOptions {
    /** Everything as the settings say. */
    public static final QueryOptions NONE = new Builder().build();

    private final @Nullable String catalog;
    private final @Nullable String database;
    private final @Nullable String workGroup;
    private final @Nullable String outputLocation;
    private final @Nullable Duration timeout;
    private final @Nullable Duration resultReuse;
    private final @Nullable ClientCache clientCache;
    private final @Nullable ResultFetcher fetcher;
    private final @Nullable ParameterStyle parameterStyle;
    private final Map<String, String> tags;
    private final @Nullable Consumer<String> onStart;
    private final @Nullable String clientRequestToken;

    private QueryOptions(Builder builder) {
        catalog = builder.catalog;
        database = builder.database;
        workGroup = builder.workGroup;
        outputLocation = builder.outputLocation;
        timeout = builder.timeout;
        resultReuse = builder.resultReuse;
        clientCache = builder.clientCache;
        fetcher = builder.fetcher;
        parameterStyle = builder.parameterStyle;
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tags));
        onStart = builder.onStart;
        clientRequestToken = builder.clientRequestToken;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** The data catalog of unqualified names. */
    public Optional<String> catalog() {
        return Optional.ofNullable(catalog);
    }

    /** The database of unqualified names. */
    public Optional<String> database() {
        return Optional.ofNullable(database);
    }

    public Optional<String> workGroup() {
        return Optional.ofNullable(workGroup);
    }

    /** {@code s3://bucket/prefix/} of the result. */
    public Optional<String> outputLocation() {
        return Optional.ofNullable(outputLocation);
    }

    /** How long the query may take before it is stopped in Athena and fails; zero is without limit. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** The age up to which Athena may answer with an earlier result; zero is never. */
    public Optional<Duration> resultReuse() {
        return Optional.ofNullable(resultReuse);
    }

    public Optional<ClientCache> clientCache() {
        return Optional.ofNullable(clientCache);
    }

    public Optional<ResultFetcher> fetcher() {
        return Optional.ofNullable(fetcher);
    }

    public Optional<ParameterStyle> parameterStyle() {
        return Optional.ofNullable(parameterStyle);
    }

    /** Names and values that a comment at the end of the text carries, besides those of the settings. */
    public Map<String, String> tags() {
        return tags;
    }

    /** Is told the query id when Athena has given it, after the connection's own listener; on a thread of the client. */
    public Optional<Consumer<String>> onStart() {
        return Optional.ofNullable(onStart);
    }

    /** What makes two starts one query. */
    public Optional<String> clientRequestToken() {
        return Optional.ofNullable(clientRequestToken);
    }

    /**
     * Answers with the result of an earlier run that the work group's history holds: the newest SELECT that succeeded with the same text
     * and parameters in the same catalog and database. Nothing is run and nothing is billed then. Other than Athena's own reuse of results
     * it works for work groups of any engine and for results of any age.
     *
     * @param size how many of the newest executions are looked at; 0 is none, and so no cache
     * @param maxAge how long ago the earlier run may have ended; zero is without limit
     */
    public record ClientCache(int size, Duration maxAge) {
        /** No cache. */
        public static final ClientCache OFF = new ClientCache(0, Duration.ZERO);

        public ClientCache {
            if (size < 0 || maxAge.isNegative()) {
                throw new IllegalArgumentException("size and maxAge must not be negative");
            }
        }
    }

    /** Collects options; {@code null} takes one back. */
    public static final class Builder {
        private @Nullable String catalog;
        private @Nullable String database;
        private @Nullable String workGroup;
        private @Nullable String outputLocation;
        private @Nullable Duration timeout;
        private @Nullable Duration resultReuse;
        private @Nullable ClientCache clientCache;
        private @Nullable ResultFetcher fetcher;
        private @Nullable ParameterStyle parameterStyle;
        private final Map<String, String> tags = new LinkedHashMap<>();
        private @Nullable Consumer<String> onStart;
        private @Nullable String clientRequestToken;

        private Builder() {}

        private Builder(QueryOptions options) {
            catalog = options.catalog;
            database = options.database;
            workGroup = options.workGroup;
            outputLocation = options.outputLocation;
            timeout = options.timeout;
            resultReuse = options.resultReuse;
            clientCache = options.clientCache;
            fetcher = options.fetcher;
            parameterStyle = options.parameterStyle;
            tags.putAll(options.tags);
            onStart = options.onStart;
            clientRequestToken = options.clientRequestToken;
        }

        public Builder catalog(@Nullable String value) {
            catalog = value;
            return this;
        }

        public Builder database(@Nullable String value) {
            database = value;
            return this;
        }

        public Builder workGroup(@Nullable String value) {
            workGroup = value;
            return this;
        }

        public Builder outputLocation(@Nullable String value) {
            outputLocation = value;
            return this;
        }

        public Builder timeout(@Nullable Duration value) {
            timeout = value;
            return this;
        }

        /** The age up to which Athena may answer with an earlier result: whole minutes, at most 10,080 (seven days); zero is never. */
        public Builder resultReuse(@Nullable Duration maxAge) {
            if (maxAge != null && (maxAge.isNegative() || maxAge.toMinutes() > 10_080)) {
                throw new IllegalArgumentException("the age is from 0 to 10080 minutes");
            }
            resultReuse = maxAge;
            return this;
        }

        public Builder clientCache(@Nullable ClientCache value) {
            clientCache = value;
            return this;
        }

        public Builder fetcher(@Nullable ResultFetcher value) {
            fetcher = value;
            return this;
        }

        public Builder parameterStyle(@Nullable ParameterStyle value) {
            parameterStyle = value;
            return this;
        }

        public Builder tag(String name, String value) {
            tags.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
            return this;
        }

        public Builder onStart(@Nullable Consumer<String> listener) {
            onStart = listener;
            return this;
        }

        /** What makes two starts one query: 32 to 128 characters. A query with a token of its own is not run again after a commit conflict. */
        public Builder clientRequestToken(@Nullable String token) {
            if (token != null && (token.length() < 32 || token.length() > 128)) {
                throw new IllegalArgumentException("a client request token has 32 to 128 characters");
            }
            clientRequestToken = token;
            return this;
        }

        public QueryOptions build() {
            return new QueryOptions(this);
        }
    }
}
