package dev.pallas.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpListsTheOptions() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "--tpch=tiny|sf1",
                        "--port=N",
                        "--data=DIR",
                        "--heap=SIZE",
                        "--access-key-id=K",
                        "--secret-access-key=S",
                        "--region=R",
                        "--bind-to-all-interfaces",
                        "--version");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void versionIsOneLine() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("pallas-local-athena \\S+\\R");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "--tcph tiny => Unknown options: '--tcph', 'tiny'",
                "--port => Missing required parameter for option '--port' (N)",
                "--port x => Invalid value for option '--port': 'x' is not an int",
                "--port 70000 => The port must be from 0 to 65535, not 70000.",
                "--heap lots => The heap must be a number with k, m or g, such as 1g, not \"lots\".",
                "--tpch sf100 => The option --tpch takes tiny or sf1, not \"sf100\".",
                "--tpch => Missing required parameter for option '--tpch' (tiny|sf1)",
                "--region here => There is no region \"here\"; they look like eu-central-1.",
                "--access-key-id K => The options --access-key-id and --secret-access-key belong together.",
                "--secret-access-key S => The options --access-key-id and --secret-access-key belong together.",
                "--access-key-id a/b --secret-access-key S => The access key id must be 1 to 128 letters, digits, dots,"
                        + " hyphens and underscores.",
                "--port 1 --port 2 => option '--port' (N) should be specified only once"
            })
    void whatIsWrongIsSaidOnStandardError(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).first().isEqualTo("local-athena: " + message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aSecretThatIsRefusedIsNotRepeated() {
        assertThat(run("--access-key-id", "K", "--secret-access-key", "with blank"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("The secret access key must be").doesNotContain("with blank");
    }

    @Test
    void aMistypedOptionIsPutRight() {
        assertThat(run("--port-number", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--port");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "http://127.0.0.1:80 | http://127.0.0.1:80",
                "jdbc:athena://Region=x;User=y | 'jdbc:athena://Region=x;User=y'",
                "a/b+c=d | a/b+c=d",
                "it's | 'it'\\''s'",
                "$HOME | '$HOME'",
                "a b | 'a b'"
            })
    void valuesAreQuotedForAShell(String value, String quoted) {
        assertThat(Main.quoted(value)).isEqualTo(quoted);
    }

    private int run(String... arguments) {
        return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
