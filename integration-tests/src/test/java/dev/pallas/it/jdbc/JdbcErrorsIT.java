package dev.pallas.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** Bad input gets one exception, with an SQLState, Athena's own words, the query id where there is one, and what to do. */
class JdbcErrorsIT {
    private static final String QUERY_ID = "(?s).*[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}.*";

    private static Connection open(String url) throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** The failure of a query through a URL. */
    private static AbstractThrowableAssert<?, ? extends Throwable> failureOf(String url, String sql) {
        return assertThatThrownBy(() -> {
            try (var connection = open(url);
                    var statement = connection.createStatement()) {
                statement.executeQuery(sql);
            }
        });
    }

    private static String state(Throwable failure) {
        return ((SQLException) failure).getSQLState();
    }

    private static String url() {
        return JdbcDatabase.server().jdbcUrl();
    }

    @Test
    void anUnknownProperty() {
        assertThatThrownBy(() -> open(url() + ";WorkGruop=x"))
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .hasMessageContaining("WorkGruop")
                .hasMessageContaining("WorkGroup")
                .extracting(JdbcErrorsIT::state)
                .isEqualTo("08001");
    }

    @Test
    void noOutputLocation() {
        failureOf(url().replaceAll("OutputLocation=[^;]*;", ""), "SELECT 1")
                .hasMessageContaining("OutputLocation=s3://")
                .extracting(JdbcErrorsIT::state)
                .isEqualTo("08001");
    }

    @Test
    void anUnreachableEndpoint() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var url = url().replaceAll("AthenaEndpoint=[^;]*", "AthenaEndpoint=http://127.0.0.1:" + port) + ";NumRetries=1";
        failureOf(url, "SELECT 1")
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("AthenaEndpoint")
                .extracting(JdbcErrorsIT::state)
                .isEqualTo("08001");
        try (var connection = open(url)) {
            assertThat(connection.isValid(10)).isFalse();
        }
    }

    @Test
    void wrongCredentials() throws SQLException {
        var url = url().replaceAll("Password=[^;]*", "Password=wrong-secret");
        failureOf(url, "SELECT 1")
                .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
                .hasMessageNotContaining("wrong-secret")
                .extracting(JdbcErrorsIT::state)
                .isEqualTo("28000");
        try (var connection = open(url)) {
            assertThat(connection.isValid(10)).isFalse();
        }
    }

    @Test
    void aTableThatDoesNotExist() {
        failureOf(url(), "SELECT * FROM no_such_table")
                .isInstanceOf(SQLSyntaxErrorException.class)
                .hasMessageContaining(
                        "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.default.no_such_table' does not exist")
                .hasMessageMatching(QUERY_ID)
                .extracting(JdbcErrorsIT::state)
                .isEqualTo("42S02");
    }

    @Test
    void aSyntaxError() {
        failureOf(url(), "SELEC 1")
                .isInstanceOf(SQLSyntaxErrorException.class)
                .hasMessageContaining("mismatched input 'SELEC'")
                .extracting(JdbcErrorsIT::state)
                .isEqualTo("42000");
    }

    @Test
    void aColumnThatDoesNotExist() {
        failureOf(url(), "SELECT nothing FROM tpch.tiny.nation")
                .isInstanceOf(SQLSyntaxErrorException.class)
                .hasMessageContaining("Column 'nothing' cannot be resolved")
                .hasMessageMatching(QUERY_ID);
    }

    @Test
    void aDivisionByZero() {
        failureOf(url(), "SELECT 1 / (nationkey - nationkey) FROM tpch.tiny.nation")
                .hasMessageContaining("DIVISION_BY_ZERO")
                .extracting(JdbcErrorsIT::state)
                .isEqualTo("22012");
    }

    @Test
    void aMissingParameter() throws SQLException {
        try (var connection = open(url());
                var statement = connection.prepareStatement("SELECT ?, ?")) {
            statement.setInt(1, 1);
            assertThatThrownBy(statement::executeQuery)
                    .hasMessageContaining("parameter 2")
                    .extracting(JdbcErrorsIT::state)
                    .isEqualTo("07001");
        }
    }

    @Test
    void aTextThatIsTooLong() {
        failureOf(url(), "SELECT '" + "x".repeat(262_144) + "'")
                .hasMessageContaining("262144")
                .extracting(JdbcErrorsIT::state)
                .isEqualTo("54000");
    }
}
