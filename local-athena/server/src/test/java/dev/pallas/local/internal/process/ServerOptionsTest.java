package dev.pallas.local.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerOptionsTest {
    private static final Map<String, String> KEYS =
            Map.of("PALLAS_ACCESS_KEY_ID", "key", "PALLAS_SECRET_ACCESS_KEY", "very-secret");

    @Test
    void readsAllOptions() {
        var options = parse(
                "--data",
                "/d",
                "--storage-jars",
                "/j",
                "--port",
                "81",
                "--tls-key-store",
                "/k",
                "--region",
                "x",
                "--tpch",
                "sf1",
                "--temporary",
                "--bind",
                "all",
                "--verify");
        assertThat(options)
                .isEqualTo(new ServerOptions(
                        Path.of("/d"),
                        true,
                        Path.of("/j"),
                        81,
                        Path.of("/k"),
                        List.of("sf1", "tiny"),
                        "x",
                        true,
                        true,
                        "key",
                        "very-secret"));
    }

    @Test
    void hasDefaults() {
        var options = parse("--data", "/d", "--storage-jars", "/j");
        assertThat(options.port()).isZero();
        assertThat(options.tlsKeyStore()).isNull();
        assertThat(options.tpch()).isEmpty();
        assertThat(options.allInterfaces()).isFalse();
        assertThat(options.verify()).isFalse();
        assertThat(options.temporary()).isFalse();
        assertThat(options.region()).isEqualTo("us-east-1");
    }

    @Test
    void theTpchCatalogIsTinyUnlessMoreIsAsked() {
        assertThat(parse("--tpch", "--data", "/d", "--storage-jars", "/j").tpch())
                .containsExactly("tiny");
        assertThat(parse("--data", "/d", "--storage-jars", "/j", "--tpch").tpch())
                .containsExactly("tiny");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> parse("--dta", "/d")).hasMessage("unknown or incomplete option: --dta");
        assertThatThrownBy(() -> parse("--data")).hasMessage("unknown or incomplete option: --data");
        assertThatThrownBy(() -> parse("--data", "/d")).hasMessage("--storage-jars is missing");
        assertThatThrownBy(() -> ServerOptions.parse(new String[] {"--data", "d", "--storage-jars", "j"}, Map.of()))
                .hasMessage("PALLAS_ACCESS_KEY_ID is missing");
        assertThatThrownBy(() -> parse("--data", "/d", "--storage-jars", "/j", "--tpch", "sf7"))
                .hasMessage("--tpch must be tiny or sf1, not sf7");
        assertThatThrownBy(() -> parse("--data", "/d", "--storage-jars", "/j", "--bind", "0.0.0.0"))
                .hasMessage("--bind must be loopback or all, not 0.0.0.0");
        assertThatThrownBy(() -> parse("--data", "/d", "--storage-jars", "/j", "--port", "70000"))
                .hasMessage("--port must be a number from 0 to 65535, not 70000");
    }

    @Test
    void doesNotTellTheSecret() {
        assertThat(parse("--data", "/d", "--storage-jars", "/j").toString()).doesNotContain("very-secret");
    }

    private static ServerOptions parse(String... arguments) {
        return ServerOptions.parse(arguments, KEYS);
    }
}
