package dev.pallas.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.RowValue;
import dev.pallas.driver.TypedValue;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NestedValuesTest {
    private final FakeClient client = new FakeClient();
    private final AthenaConnection connection = client.connection();

    private AthenaResultSet row(String type, Object value) throws SQLException {
        client.succeeds("DML", "SELECT", FakeResult.ofType(type).row(value));
        var rows = (AthenaResultSet) connection.createStatement().executeQuery("SELECT ..");
        rows.next();
        return rows;
    }

    @Test
    void anArrayIsAJavaArrayOfItsElementsClass() throws SQLException {
        var array = row("array(integer)", Arrays.asList(1, null, 3)).getArray(1);
        assertThat(array.getArray()).isEqualTo(new Integer[] {1, null, 3});
        assertThat(array.getArray(2, 5)).isEqualTo(new Integer[] {null, 3});
        assertThat(array.getArray(4, 1)).isEqualTo(new Integer[0]);
        assertThat(array.getBaseType()).isEqualTo(Types.INTEGER);
        assertThat(array.getBaseTypeName()).isEqualTo("integer");
        assertThat(array).hasToString("[1, null, 3]");
        assertThatThrownBy(() -> array.getArray(0, 1)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> array.getArray(5, 1)).hasMessageContaining("has 3 elements");
        array.free();
        assertThatThrownBy(array::getArray).hasMessageContaining("freed");

        assertThat(row("array(array(varchar))", List.of(List.of("a"), List.of()))
                        .getArray("c")
                        .getArray())
                .isEqualTo(new String[][] {{"a"}, {}});
        assertThat(row("array(tinyint)", List.of((byte) 5)).getArray(1).getArray())
                .isEqualTo(new Integer[] {5});
        assertThat(row("array(date)", List.of(LocalDate.of(2020, 1, 31)))
                        .getArray(1)
                        .getArray())
                .isEqualTo(new Date[] {Date.valueOf("2020-01-31")});
    }

    @Test
    void anArrayIsAResultSetOfPlacesAndValues() throws SQLException {
        var array = row("array(decimal(3,2))", Arrays.asList(new BigDecimal("1.50"), null))
                .getArray(1);
        try (var rows = array.getResultSet()) {
            assertThat(rows.getMetaData().getColumnType(2)).isEqualTo(Types.DECIMAL);
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(1);
            assertThat(rows.getBigDecimal(2)).isEqualTo(new BigDecimal("1.50"));
            assertThat(rows.getString("VALUE")).isEqualTo("1.50");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getObject(2)).isNull();
            assertThat(rows.next()).isFalse();
        }
        try (var rows = array.getResultSet(2, 1)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong("INDEX")).isEqualTo(2);
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void getObjectGivesTheClassesOfJdbcAndThoseThatAreAskedFor() throws SQLException {
        var array = row("array(integer)", List.of(1));
        assertThat(array.getObject(1)).isInstanceOf(Array.class);
        assertThat((Object) array.getObject(1, List.class)).isEqualTo(List.of(1));
        assertThat(array.getMetaData().getColumnTypeName(1)).isEqualTo("array(integer)");

        var map = row("map(varchar, timestamp(3))", Map.of("k", LocalDateTime.of(2020, 1, 31, 0, 0)));
        assertThat(map.getObject(1)).isEqualTo(Map.of("k", Timestamp.valueOf("2020-01-31 00:00:00")));
        assertThat((Object) map.getObject(1, Map.class)).isEqualTo(Map.of("k", LocalDateTime.of(2020, 1, 31, 0, 0)));

        var row = row(
                "row(a integer, b array(varchar), c row(d date))",
                new RowValue(
                        List.of("a", "b", "c"),
                        Arrays.asList(1, List.of("x"), RowValue.of(Collections.singletonMap("d", null)))));
        var struct = (Struct) row.getObject(1);
        assertThat(struct.getSQLTypeName()).isEqualTo("row(a integer, b array(varchar), c row(d date))");
        assertThat(struct.getAttributes()[0]).isEqualTo(1);
        assertThat(((Array) struct.getAttributes()[1]).getArray()).isEqualTo(new String[] {"x"});
        assertThat(((Struct) struct.getAttributes()[2]).getAttributes()).containsExactly((Object) null);
        assertThat(struct).hasToString("{a=1, b=[x], c={d=null}}");
        assertThat(row.getObject(1, RowValue.class).get("A")).isEqualTo(1);
        assertThat(row.getObject(1, Struct.class).getAttributes()).hasSize(3);
        assertThat(row("array(integer)", null).getObject(1)).isNull();
        assertThat(row("array(integer)", null).getArray(1)).isNull();
    }

    private static java.sql.Array arrayOfAnotherDriver(String elementType) {
        return (java.sql.Array) Proxy.newProxyInstance(
                NestedValuesTest.class.getClassLoader(),
                new Class<?>[] {java.sql.Array.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getBaseTypeName") ? elementType : new Object[] {1, null});
    }

    private Object bound(Object value) throws SQLException {
        client.writes("INSERT", 1);
        try (var statement = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
            statement.setObject(1, value);
            statement.executeUpdate();
        }
        return client.submitted.get(client.submitted.size() - 1).parameters().get(0);
    }

    @Test
    void whatIsBoundKeepsItsType() throws SQLException {
        assertThat(bound(connection.createArrayOf("BIGINT", new Object[] {1, null})))
                .isEqualTo(TypedValue.of("array(bigint)", Arrays.asList(1, null)));
        assertThat(bound(connection.createArrayOf("varchar", null)))
                .isEqualTo(TypedValue.of("array(varchar)", List.of()));
        assertThat(bound(connection.createStruct(
                        "row(a integer, b date)", new Object[] {1, Date.valueOf("2020-01-31")})))
                .isEqualTo(TypedValue.of(
                        "row(a integer, b date)",
                        new RowValue(List.of("a", "b"), List.of(1, LocalDate.of(2020, 1, 31)))));
        assertThat(bound(row("array(integer)", List.of(1)).getArray(1)))
                .isEqualTo(TypedValue.of("array(integer)", List.of(1)));
        assertThat(bound(arrayOfAnotherDriver("integer")))
                .isEqualTo(TypedValue.of("array(integer)", Arrays.asList(1, null)));
        assertThat(bound(arrayOfAnotherDriver("_int4"))).isEqualTo(Arrays.asList(1, null));
        assertThatThrownBy(() -> connection.createStruct("row(a integer)", new Object[2]))
                .hasMessageContaining("as many fields");
        assertThatThrownBy(() -> connection.createStruct("person", new Object[1]))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connection.createArrayOf("array(", new Object[0]))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("is not a type");
    }

    @Test
    void collectionsAreBoundAsTheyAreNow() throws SQLException {
        var list = new ArrayList<Object>(List.of(Date.valueOf("2020-01-31")));
        var statement = connection.prepareStatement("INSERT INTO t VALUES (?)");
        statement.setObject(1, list);
        list.clear();
        client.writes("INSERT", 1);
        statement.executeUpdate();
        assertThat(client.submitted.get(client.submitted.size() - 1).parameters())
                .containsExactly(List.of(LocalDate.of(2020, 1, 31)));
        assertThat(bound(Map.of("k", Timestamp.valueOf("2020-01-31 01:02:03"))))
                .isEqualTo(Map.of("k", LocalDateTime.of(2020, 1, 31, 1, 2, 3)));
        assertThat(bound(new Object[] {1, null})).isEqualTo(Arrays.asList(1, null));
    }
}
