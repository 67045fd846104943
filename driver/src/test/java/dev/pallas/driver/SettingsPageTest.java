package dev.pallas.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.internal.config.AmazonNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
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
                        .collect(Collectors.joining("\n", "", "\n"))
                + """

                Where a setting is given in the URL and as a property, the property wins (in Amazon's driver it is the URL). An empty value is none.
                A value of the first form may stand in double quotes, and must where it has a semicolon in it (`""` is a quote); values of the second form
                are percent-encoded. URLs may also begin with `jdbc:awsathena:`, and name the service's host before the settings:
                `jdbc:awsathena://athena.eu-west-1.amazonaws.com:443;..` is a region, any other host an `AthenaEndpoint`.

                ## Parameters of Amazon's JDBC drivers without a setting

                | Parameter | In Pallas |
                |---|---|
                """
                + rows("no effect, with a warning of the connection: ", AmazonNames.IGNORED)
                + rows("refused: ", AmazonNames.REFUSED);
    }

    /** A row for all names that have one reason. */
    private static String rows(String effect, Map<String, String> reasons) {
        Map<String, String> names = new TreeMap<>();
        reasons.forEach((name, reason) -> names.merge(reason, code(name), (a, b) -> a + ", " + b));
        return names.entrySet().stream()
                .map(each -> "| " + each.getValue() + " | " + effect + each.getKey() + " |\n")
                .collect(Collectors.joining());
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
