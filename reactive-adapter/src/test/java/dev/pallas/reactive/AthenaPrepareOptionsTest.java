package dev.pallas.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.ParameterStyle;
import dev.pallas.driver.QueryOptions;
import dev.pallas.driver.ResultFetcher;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AthenaPrepareOptionsTest {
    private static final QueryOptions ALL = QueryOptions.builder()
            .catalog("c")
            .database("d")
            .workGroup("w")
            .outputLocation("s3://bucket/prefix/")
            .timeout(Duration.ofSeconds(90))
            .resultReuse(Duration.ofMinutes(60))
            .fetcher(ResultFetcher.UNLOAD)
            .parameterStyle(ParameterStyle.EXECUTION_PARAMETERS)
            .clientCache(new QueryOptions.ClientCache(5, Duration.ofHours(1)))
            .tag("team", "it's \u4e16")
            .clientRequestToken("0123456789abcdef0123456789abcdef")
            .build();

    @Test
    void everyOptionComesBackFromItsJson() {
        var json = new AthenaPrepareOptions(ALL).toJson();

        assertThat(new AthenaPrepareOptions(new JsonObject(json.encode())).toJson())
                .isEqualTo(json);
        assertThat(json.fieldNames())
                .containsExactlyInAnyOrder(
                        "catalog",
                        "database",
                        "workGroup",
                        "outputLocation",
                        "timeout",
                        "resultReuse",
                        "resultFetcher",
                        "parameterStyle",
                        "clientCache",
                        "tags",
                        "clientRequestToken");
        var read = new AthenaPrepareOptions(json).queryOptions();
        assertThat(read.timeout()).contains(Duration.ofSeconds(90));
        assertThat(read.clientCache()).isEqualTo(ALL.clientCache());
        assertThat(read.tags()).isEqualTo(ALL.tags());
        assertThat(read.fetcher()).isEqualTo(ALL.fetcher());
    }

    @Test
    void nothingIsNothing() {
        assertThat(new AthenaPrepareOptions(QueryOptions.NONE).toJson()).isEqualTo(new JsonObject());
        assertThat(new AthenaPrepareOptions(new JsonObject()).attachedQuery()).isNull();
    }

    @Test
    void theQueryToAttachToIsKept() {
        var json = AthenaPrepareOptions.attachTo("some-id").toJson();

        assertThat(json).isEqualTo(new JsonObject().put("attachTo", "some-id"));
        assertThat(new AthenaPrepareOptions(json).attachedQuery()).isEqualTo("some-id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"workgroup\":\"w\"}", "{\"timeout\":\"soon\"}", "{\"resultFetcher\":\"pigeon\"}"})
    void whatIsNotKnownIsRefused(String json) {
        assertThatThrownBy(() -> new AthenaPrepareOptions(new JsonObject(json)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
