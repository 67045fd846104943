package dev.pallas.local.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerOptionsTest {
    private static final Map<String, String> KEYS =
            Map.of("PALLAS_ACCESS_KEY_ID", "key", "PALLAS_SECRET_ACCESS_KEY", "very-secret");

    @Test
    void readsAllOptions() {
        var options =
                parse("--data", "/d", "--storage-jars", "/j", "--port", "81", "--region", "x", "--tpch", "--temporary");
        assertThat(options)
                .isEqualTo(new ServerOptions(Path.of("/d"), true, Path.of("/j"), 81, true, "x", "key", "very-secret"));
    }

    @Test
    void hasDefaults() {
        var options = parse("--data", "/d", "--storage-jars", "/j");
        assertThat(options.apiPort()).isZero();
        assertThat(options.tpch()).isFalse();
        assertThat(options.temporary()).isFalse();
        assertThat(options.region()).isEqualTo("us-east-1");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> parse("--dta", "/d")).hasMessage("unknown or incomplete option: --dta");
        assertThatThrownBy(() -> parse("--data")).hasMessage("unknown or incomplete option: --data");
        assertThatThrownBy(() -> parse("--data", "/d")).hasMessage("--storage-jars is missing");
        assertThatThrownBy(() -> ServerOptions.parse(new String[] {"--data", "d", "--storage-jars", "j"}, Map.of()))
                .hasMessage("PALLAS_ACCESS_KEY_ID is missing");
    }

    @Test
    void doesNotTellTheSecret() {
        assertThat(parse("--data", "/d", "--storage-jars", "/j").toString()).doesNotContain("very-secret");
    }

    private static ServerOptions parse(String... arguments) {
        return ServerOptions.parse(arguments, KEYS);
    }
}
