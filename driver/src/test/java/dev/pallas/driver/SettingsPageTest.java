package dev.pallas.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference page of the settings is what the definitions say. */
class SettingsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "settings.md");

    /** On a difference, the expected page is in {@code target/settings.md}: read it, and copy it over. */
    @Test
    void thePageSaysWhatTheDefinitionsSay() throws IOException {
        String expected = page();
        Files.writeString(Path.of("target", "settings.md"), expected);

        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String page() {
        return """
                # Settings

                The settings of a connection: in the URL, as JDBC properties, or as options of the Vert.x client. Names are those of Amazon's
                JDBC driver and are read in any case; a name that is not known is an error that suggests the nearest one.

                ```
                jdbc:athena://Region=eu-central-1;WorkGroup=primary;OutputLocation=s3://my-results/;Database=shop
                jdbc:athena:shop?Region=eu-central-1&WorkGroup=primary
                ```

                | Setting | Aliases | Default | Meaning |
                |---|---|---|---|
                """
                + AthenaSettings.definitions().stream()
                        .map(SettingsPageTest::row)
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(SettingDefinition setting) {
        String aliases = setting.aliases().stream().map(SettingsPageTest::code).collect(Collectors.joining(", "));
        String standard = setting.defaultValue() == null ? "" : code(setting.defaultValue());
        if (setting.environmentVariable() != null) {
            standard = code("$" + setting.environmentVariable()) + (standard.isEmpty() ? "" : ", or " + standard);
        }
        return "| " + code(setting.name()) + " | " + aliases + " | " + standard + " | " + setting.description() + " |";
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
