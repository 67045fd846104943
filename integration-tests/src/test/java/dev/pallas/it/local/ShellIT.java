package dev.pallas.it.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pallas.local.LocalAthena;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** local-athena from a shell: what the jar prints is what a shell evaluates, and the process ends with its server. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ShellIT {
    private static final List<String> NAMES = List.of(
            "AWS_ENDPOINT_URL_ATHENA",
            "AWS_ENDPOINT_URL_S3",
            "AWS_ENDPOINT_URL_GLUE",
            "AWS_ENDPOINT_URL_STS",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "PALLAS_JDBC_URL");

    @Test
    void whatTheJarPrintsIsEvaluatedByAShell(@TempDir Path folder) throws Exception {
        assumeThat(Path.of("/bin/sh")).exists();
        var server = java("-jar", jar().toString(), "--region", "eu-central-1");
        List<String> lines = new ArrayList<>();
        List<String> evaluated;
        ProcessHandle child;
        try (var out = reader(server)) {
            while (lines.size() < NAMES.size()) {
                lines.add(out.readLine());
            }
            child = server.children().findFirst().orElseThrow();
            var file = Files.write(folder.resolve("athena.env"), lines);
            evaluated = evaluated(file);
            try (var connection = DriverManager.getConnection(evaluated.get(NAMES.indexOf("PALLAS_JDBC_URL")));
                    var rows = connection.createStatement().executeQuery("SELECT 'it''s'")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("it's");
            }
        } finally {
            server.destroy();
        }

        assertThat(lines).map(line -> line.substring(0, line.indexOf('='))).isEqualTo(NAMES);
        assertThat(evaluated.get(NAMES.indexOf("AWS_REGION"))).isEqualTo("eu-central-1");
        assertThat(evaluated.get(NAMES.indexOf("AWS_ENDPOINT_URL_S3"))).matches("http://127\\.0\\.0\\.1:\\d+");
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        child.onExit().get(30, TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
    }

    /** The jar that this build made, with the server inside. */
    private static Path jar() throws URISyntaxException {
        return Path.of(LocalAthena.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<String> evaluated(Path file) throws IOException {
        var shell = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "set -a; . \"$0\"; set +a; for name in \"$@\"; do printenv \"$name\"; done",
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        shell.command().addAll(NAMES);
        try (var out = reader(shell.start())) {
            return out.lines().toList();
        }
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
