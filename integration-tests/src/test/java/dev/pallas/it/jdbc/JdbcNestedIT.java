package dev.pallas.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.RowValue;
import dev.pallas.driver.TypedValue;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Struct;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Arrays, maps and rows: bound, stored, read. */
class JdbcNestedIT {
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = JdbcDatabase.connect();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private interface Reading {
        void read(ResultSet rows) throws SQLException;
    }

    private static void query(String sql, Reading reading, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                reading.read(rows);
            }
        }
    }

    @Test
    void theTypesInsideAreThoseOfTheQuery() throws SQLException {
        query(
                "SELECT ARRAY[1, NULL] a, ARRAY[BIGINT '1'] b, ARRAY['x', 'y'] c, MAP(ARRAY['k'], ARRAY[1.5e0]) m,"
                        + " CAST(ROW(1, 'it''s, b=2') AS ROW(a integer, b varchar)) r, ARRAY[ARRAY[DATE '2020-01-31'], ARRAY[]] n",
                rows -> {
                    assertThat(rows.getArray("a").getArray()).isEqualTo(new Integer[] {1, null});
                    assertThat(rows.getArray("b").getArray()).isEqualTo(new Long[] {1L});
                    assertThat(rows.getArray("c").getArray()).isEqualTo(new String[] {"x", "y"});
                    assertThat(rows.getObject("m")).isEqualTo(Map.of("k", 1.5));
                    assertThat(((Struct) rows.getObject("r")).getAttributes()).containsExactly(1, "it's, b=2");
                    assertThat((Object) rows.getObject("n", List.class))
                            .isEqualTo(List.of(List.of(LocalDate.of(2020, 1, 31)), List.of()));
                    assertThat(rows.getMetaData().getColumnTypeName(4)).isEqualTo("map(varchar(1), double)");
                    assertThat(rows.getString("n")).isEqualTo("[[2020-01-31], []]");
                });
    }

    @Test
    void theTextOfSeveralValuesIsRefused() throws SQLException {
        var split = "CAST(split('a,b', ',') AS ARRAY(varchar))";
        query("SELECT " + split + " AS tags, CAST(" + split + " AS JSON) AS json", rows -> {
            assertThatThrownBy(() -> rows.getArray("tags"))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageContaining("CAST(tags AS JSON)");
            assertThatThrownBy(() -> rows.getObject("tags")).isInstanceOf(SQLFeatureNotSupportedException.class);
            assertThat(rows.getString("tags")).isEqualTo("[a, b]");
            assertThat(rows.getString("json")).isEqualTo("[\"a\",\"b\"]");
        });
    }

    @Test
    void whatIsBoundComesBack() throws SQLException {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", 1L);
        fields.put("end", null);
        fields.put("price", new BigDecimal("1.50"));
        fields.put("days", List.of(LocalDate.of(2020, 2, 29)));
        var row = RowValue.of(fields);
        query(
                "SELECT ? a, ? b, ? c, ? d, ? e, ? f, ? g",
                rows -> {
                    assertThat(rows.getObject("a", RowValue.class)).isEqualTo(row);
                    assertThat((Object) rows.getObject("b", List.class)).isEqualTo(List.of(row, row));
                    assertThat((Object) rows.getObject("c", List.class)).isEqualTo(List.of());
                    assertThat(rows.getArray("c").getBaseTypeName()).isEqualTo("bigint");
                    assertThat((Object) rows.getObject("d", Map.class)).isEqualTo(Map.of(1, List.of(true, false)));
                    assertThat(rows.getObject("e", int[].class)).containsExactly(1, 2);
                    assertThat(rows.getString("f")).isEqualTo("{\"a\":[1,null]}");
                    assertThat(rows.getObject("g", Struct.class).getAttributes())
                            .containsExactly(null, 5);
                },
                row,
                List.of(row, row),
                connection.createArrayOf("bigint", new Object[0]),
                Map.of(1, List.of(true, false)),
                new int[] {1, 2},
                TypedValue.of("json", "{\"a\": [1, null]}"),
                connection.createStruct("row(x varchar(3), y integer)", new Object[] {null, 5}));
    }

    @Test
    void goIntoATableAndComeOutOfIt() throws SQLException {
        JdbcDatabase.iceberg(
                connection,
                "nested",
                "id int, a array<bigint>, m map<string,double>, r struct<a:int,b:string,c:array<timestamp>>");
        try (var statement = connection.prepareStatement("INSERT INTO nested VALUES (?, ?, ?, ?)")) {
            statement.setInt(1, 1);
            statement.setObject(2, List.of(1, 2));
            statement.setObject(3, Map.of("k", 1.5));
            statement.setObject(
                    4, connection.createStruct("row(a integer, b varchar, c array(timestamp(6)))", new Object[] {
                        1, "x", List.of(LocalDateTime.of(2020, 1, 31, 1, 2, 3, 4_000))
                    }));
            statement.addBatch();
            statement.setInt(1, 2);
            statement.setObject(2, List.of());
            statement.setObject(3, Map.of());
            statement.setNull(4, java.sql.Types.STRUCT);
            statement.addBatch();
            statement.setInt(1, 3);
            statement.setArray(2, connection.createArrayOf("bigint", new Object[] {null}));
            statement.setObject(3, Collections.singletonMap("n", null));
            statement.setObject(4, RowValue.unnamed(Arrays.asList(null, "y", List.of())));
            statement.addBatch();
            assertThat(statement.executeBatch()).containsExactly(1, 1, 1);
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT a, m, r FROM nested ORDER BY id")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getArray(1).getArray()).isEqualTo(new Long[] {1L, 2L});
            assertThat(rows.getObject(2)).isEqualTo(Map.of("k", 1.5));
            assertThat(rows.getObject(3, RowValue.class))
                    .isEqualTo(new RowValue(
                            List.of("a", "b", "c"),
                            List.of(1, "x", List.of(LocalDateTime.of(2020, 1, 31, 1, 2, 3, 4_000)))));
            assertThat(rows.next()).isTrue();
            assertThat(rows.getArray(1).getArray()).isEqualTo(new Long[0]);
            assertThat(rows.getObject(2)).isEqualTo(Map.of());
            assertThat(rows.getObject(3)).isNull();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getArray(1).getArray()).isEqualTo(new Long[] {null});
            assertThat(rows.getObject(2)).isEqualTo(Collections.singletonMap("n", null));
            assertThat(rows.getObject(3, RowValue.class).values()).containsExactly(null, "y", List.of());
        }
    }

    @Test
    void withoutAnExplainTheyAreText() throws SQLException {
        try (var plain = DriverManager.getConnection(JdbcDatabase.server().jdbcUrl() + ";NestedTypes=none");
                var statement = plain.createStatement();
                var rows = statement.executeQuery("SELECT ARRAY[1] a")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("[1]");
            assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("array");
            assertThatThrownBy(() -> rows.getArray(1)).hasMessageContaining("CAST(a AS JSON)");
        }
    }

    @Test
    void thePlanTellsTheColumnsBeforeTheQueryIsRun() throws SQLException {
        var sql = "SELECT CAST(? AS integer) AS id, ARRAY['x'] AS tags, DECIMAL '1.50' AS price WHERE 1 = ? LIMIT ?";
        try (var statement = connection.prepareStatement(sql)) {
            var columns = statement.getMetaData();
            assertThat(columns.getColumnCount()).isEqualTo(3);
            assertThat(columns.getColumnName(1)).isEqualTo("id");
            assertThat(columns.getColumnType(1)).isEqualTo(java.sql.Types.INTEGER);
            assertThat(columns.getPrecision(1)).isEqualTo(10);
            assertThat(columns.getColumnTypeName(2)).isEqualTo("array(varchar(1))");
            assertThat(columns.getPrecision(3)).isEqualTo(3);
            assertThat(columns.getScale(3)).isEqualTo(2);
            assertThat(statement.getParameterMetaData().getParameterType(3)).isEqualTo(java.sql.Types.OTHER);
        }
        for (var other : List.of("SELECT no_such_column FROM nowhere", "DELETE FROM nested", "SELECT syntax error (")) {
            try (var statement = connection.prepareStatement(other)) {
                assertThat(statement.getMetaData()).as(other).isNull();
            }
        }
    }
}
