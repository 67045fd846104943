package dev.pallas.reactive;

import dev.pallas.driver.ParameterStyle;
import dev.pallas.driver.QueryOptions;
import dev.pallas.driver.QueryOptions.ClientCache;
import dev.pallas.driver.ResultFetcher;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import java.util.stream.Stream;

/** The JSON form of {@link QueryOptions}. */
final class QueryOptionsJson {
    static final String ATTACH_TO = "attachTo";

    private QueryOptionsJson() {}

    static QueryOptions read(JsonObject json) {
        var options = QueryOptions.builder();
        for (var entry : json) {
            var name = entry.getKey();
            switch (name) {
                case "catalog" -> options.catalog(json.getString(name));
                case "database" -> options.database(json.getString(name));
                case "workGroup" -> options.workGroup(json.getString(name));
                case "outputLocation" -> options.outputLocation(json.getString(name));
                case "timeout" -> options.timeout(duration(json, name));
                case "resultReuse" -> options.resultReuse(duration(json, name));
                case "resultFetcher" ->
                    options.fetcher(constant(json, name, ResultFetcher.values(), ResultFetcher::settingValue));
                case "parameterStyle" ->
                    options.parameterStyle(constant(json, name, ParameterStyle.values(), ParameterStyle::settingValue));
                case "clientCache" -> options.clientCache(cache(json.getJsonObject(name)));
                case "tags" ->
                    json.getJsonObject(name)
                            .forEach(tag ->
                                    options.tag(tag.getKey(), tag.getValue().toString()));
                case "clientRequestToken" -> options.clientRequestToken(json.getString(name));
                case ATTACH_TO -> {
                    // no option of a query that runs
                }
                default ->
                    throw new IllegalArgumentException(
                            "Options of a statement have no '" + name + "'; they have catalog,"
                                    + " database, workGroup, outputLocation, timeout, resultReuse, resultFetcher, parameterStyle,"
                                    + " clientCache, tags, clientRequestToken and attachTo");
            }
        }
        return options.build();
    }

    static JsonObject write(QueryOptions options) {
        var json = new JsonObject();
        options.catalog().ifPresent(value -> json.put("catalog", value));
        options.database().ifPresent(value -> json.put("database", value));
        options.workGroup().ifPresent(value -> json.put("workGroup", value));
        options.outputLocation().ifPresent(value -> json.put("outputLocation", value));
        options.timeout().ifPresent(value -> json.put("timeout", value.toString()));
        options.resultReuse().ifPresent(value -> json.put("resultReuse", value.toString()));
        options.fetcher().ifPresent(value -> json.put("resultFetcher", value.settingValue()));
        options.parameterStyle().ifPresent(value -> json.put("parameterStyle", value.settingValue()));
        options.clientCache()
                .ifPresent(value -> json.put(
                        "clientCache",
                        new JsonObject()
                                .put("size", value.size())
                                .put("maxAge", value.maxAge().toString())));
        if (!options.tags().isEmpty()) {
            var tags = new JsonObject();
            options.tags().forEach(tags::put);
            json.put("tags", tags);
        }
        options.clientRequestToken().ifPresent(value -> json.put("clientRequestToken", value));
        return json;
    }

    private static ClientCache cache(JsonObject json) {
        return new ClientCache(json.getInteger("size"), duration(json, "maxAge"));
    }

    private static Duration duration(JsonObject json, String name) {
        var text = json.getString(name);
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "The option " + name + " is '" + text + "', and must be an ISO-8601 duration, such as PT5M", e);
        }
    }

    private static <E> E constant(JsonObject json, String name, E[] all, Function<E, String> valueOf) {
        var text = json.getString(name);
        return Stream.of(all)
                .filter(constant -> valueOf.apply(constant).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The option " + name + " is '" + text
                        + "', and must be one of "
                        + Stream.of(all).map(valueOf).toList()));
    }
}
