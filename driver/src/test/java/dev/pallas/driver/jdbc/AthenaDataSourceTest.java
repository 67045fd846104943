package dev.pallas.driver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.AthenaClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class AthenaDataSourceTest {
    private final AthenaDataSource source = new AthenaDataSource("jdbc:athena://Region=us-east-1;Database=a");

    private static String setting(Connection connection, String name) throws SQLException {
        return connection.unwrap(AthenaClient.class).settings().get(name).orElse("none");
    }

    @Test
    void connectsWithoutARequest() throws SQLException {
        var properties = new Properties();
        properties.setProperty("Database", "b");
        source.setProperties(properties);
        source.setUser("key");
        source.setPassword("secret");

        try (var connection = source.getConnection()) {
            assertThat(connection.getSchema()).isEqualTo("b");
            assertThat(setting(connection, "Region")).isEqualTo("us-east-1");
            assertThat(setting(connection, "User")).isEqualTo("key");
            assertThat(connection.toString()).doesNotContain("secret");
            assertThat(connection.getMetaData().getURL())
                    .doesNotContain("secret")
                    .contains("Database=b");
        }
        try (var connection = source.getConnection("other", "another")) {
            assertThat(setting(connection, "User")).isEqualTo("other");
        }
    }

    @Test
    void refusesWhatItDoesNotDo() throws SQLException {
        assertThat(source.isWrapperFor(DataSource.class)).isTrue();
        assertThat(source.unwrap(AthenaDataSource.class)).isSameAs(source);
        assertThatThrownBy(() -> source.unwrap(String.class)).isInstanceOf(SQLException.class);
    }

    @Test
    void isABeanWhoseSettersWinOverItsUrl() throws SQLException {
        source.setRegion("eu-west-1");
        source.setWorkGroup("w");
        source.setSetting("fetchsize", "10");
        source.setDatabase("c");
        source.setDatabase(null);
        source.setLoginTimeout(5);

        assertThat(source.getLoginTimeout()).isEqualTo(5);
        try (var connection = source.getConnection()) {
            assertThat(setting(connection, "Region")).isEqualTo("eu-west-1");
            assertThat(setting(connection, "WorkGroup")).isEqualTo("w");
            assertThat(setting(connection, "FetchSize")).isEqualTo("10");
            assertThat(connection.getSchema()).isEqualTo("a");
        }
        try (var connection = source.getConnection("", "")) {
            assertThat(setting(connection, "User")).isEqualTo("none");
        }
    }
}
