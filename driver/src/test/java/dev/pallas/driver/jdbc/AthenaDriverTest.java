package dev.pallas.driver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class AthenaDriverTest {
    private final AthenaDriver driver = new AthenaDriver();

    @Test
    void isFoundByItsUrl() throws SQLException {
        assertThat(DriverManager.getDriver("jdbc:athena://Region=us-east-1")).isInstanceOf(AthenaDriver.class);
        assertThat(driver.acceptsURL("jdbc:athena:db?Region=us-east-1")).isTrue();
        assertThat(driver.acceptsURL("jdbc:awsathena://")).isFalse();
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
}
