package dev.pallas.driver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.AthenaClient;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class AthenaDriverTest {
    private final AthenaDriver driver = new AthenaDriver();

    @Test
    void isFoundByItsUrl() throws SQLException {
        assertThat(DriverManager.getDriver("jdbc:athena://Region=us-east-1")).isInstanceOf(AthenaDriver.class);
        assertThat(driver.acceptsURL("jdbc:athena:db?Region=us-east-1")).isTrue();
        assertThat(driver.acceptsURL("jdbc:awsathena://AwsRegion=us-east-1")).isTrue();
        assertThat(driver.acceptsURL("JDBC:ATHENA://")).isTrue();
        assertThat(driver.acceptsURL("jdbc:athenas://")).isFalse();
        assertThat(driver.connect("jdbc:h2:mem:", new Properties())).isNull();
        assertThatThrownBy(() -> driver.acceptsURL(null)).isInstanceOf(SQLException.class);
    }

    @Test
    void refusesASettingThatIsUnknown() {
        assertThatThrownBy(() -> driver.connect("jdbc:athena://Regoin=us-east-1", null))
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .hasMessageContaining("Regoin")
                .hasMessageContaining("Region")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08001");
    }

    @Test
    void listsItsSettings() throws SQLException {
        var properties = new Properties();
        properties.setProperty("WorkGroup", "w");
        var infos = driver.getPropertyInfo("jdbc:athena://Region=eu-central-1;WorkGroup=v", properties);

        assertThat(Arrays.stream(infos).map(info -> info.name)).contains("Region", "OutputLocation", "AthenaEndpoint");
        assertThat(Arrays.stream(infos).filter(info -> info.name.equals("Region")))
                .allSatisfy(info -> assertThat(info.value).isEqualTo("eu-central-1"));
        assertThat(Arrays.stream(infos).filter(info -> info.name.equals("WorkGroup")))
                .allSatisfy(info -> assertThat(info.value).isEqualTo("w"));
        assertThat(infos).allSatisfy(info -> assertThat(info.description).isNotBlank());
    }

    @Test
    void listsItsSettingsWhileTheyAreIncomplete() throws SQLException {
        var infos = driver.getPropertyInfo("jdbc:athena://User=key;CredentialsProvider=ProfileCredentials", null);

        assertThat(Arrays.stream(infos).filter(info -> info.name.equals("User")))
                .singleElement()
                .satisfies(info -> assertThat(info.value).isEqualTo("key"));
    }

    @Test
    void takesWhatHibernatesPoolHandsOn() throws SQLException {
        var properties = new Properties();
        properties.setProperty("Region", "eu-west-1");
        properties.setProperty("autocommit", "true");
        properties.setProperty("handling_mode", "DELAYED_ACQUISITION_AND_HOLD");

        try (var connection = driver.connect("jdbc:athena://", properties)) {
            assertThat(connection.unwrap(AthenaClient.class).settings().toMap())
                    .isEqualTo(Map.of("Region", "eu-west-1"));
        }
        assertThatThrownBy(() -> driver.connect("jdbc:athena://Region=eu-west-1;handling_mode=x", null))
                .hasMessageContaining("Unknown setting handling_mode");
    }

    @Test
    void takesNumbersAndFlagsAsProperties() throws SQLException {
        var defaults = new Properties();
        defaults.setProperty("Region", "eu-west-1");
        var properties = new Properties(defaults);
        properties.put("FetchSize", 7);
        properties.put("EnableResultReuseByAge", true);
        properties.setProperty("user", "");
        properties.setProperty("password", "");

        try (var connection = driver.connect("jdbc:athena://", properties)) {
            var settings = connection.unwrap(AthenaClient.class).settings().toMap();
            assertThat(settings)
                    .isEqualTo(Map.of("Region", "eu-west-1", "FetchSize", "7", "EnableResultReuseByAge", "true"));
        }
    }

    @Test
    void warnsOfWhatHasNoEffect() throws SQLException {
        try (var connection =
                driver.connect("jdbc:awsathena://AwsRegion=us-east-1;LogLevel=6;UseResultsetStreaming=0", null)) {
            var first = connection.getWarnings();
            assertThat(first.getMessage()).startsWith("The setting LogLevel has no effect: ");
            assertThat(first.getNextWarning().getMessage())
                    .startsWith("The setting UseResultsetStreaming has no effect: ");
            assertThat((Object) first.getNextWarning().getNextWarning()).isNull();
            connection.clearWarnings();
            assertThat((Object) connection.getWarnings()).isNull();
        }
    }
}
