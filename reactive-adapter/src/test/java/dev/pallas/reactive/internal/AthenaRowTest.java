package dev.pallas.reactive.internal;

import static dev.pallas.reactive.internal.FakeResult.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.DataType;
import dev.pallas.driver.RowValue;
import dev.pallas.reactive.AthenaDatabaseException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AthenaRowTest {

    private static Row row(AthenaType type, Object value) {
        var columns = List.of(column("c", type));
        var page = FakeResult.rows(columns, new Object[] {value}).firstPage();
        return new AthenaRow(new AthenaRowDesc(columns), page, 0);
    }

    @Test
    void namesAreFoundInAnyCase() {
        var row = row(AthenaType.INTEGER, 5);

        assertThat(row.getInteger("C")).isEqualTo(5);
        assertThat(row.getColumnIndex("C")).isZero();
        assertThat(row.getColumnIndex("d")).isEqualTo(-1);
        assertThat(row.getColumnName(0)).isEqualTo("c");
        assertThat(row.getColumnName(1)).isNull();
        assertThatThrownBy(() -> row.getInteger("d")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void binaryIsABuffer() {
        var row = row(AthenaType.VARBINARY, new byte[] {1, 2});

        assertThat(row.getValue(0)).isEqualTo(Buffer.buffer(new byte[] {1, 2}));
        assertThat(row.get(byte[].class, 0)).containsExactly(1, 2);
        assertThat(row.get(Buffer.class, "c")).isEqualTo(row.getBuffer(0));
    }

    @Test
    void decimalsAreExact() {
        var row = row(AthenaType.DECIMAL, new BigDecimal("12345678901234567890.10"));

        assertThat(row.getValue(0)).isEqualTo(new BigDecimal("12345678901234567890.10"));
        assertThat(row.getNumeric(0)).isEqualTo(Numeric.parse("12345678901234567890.10"));
        assertThat(row.get(Numeric.class, 0)).isEqualTo(row.getNumeric(0));
    }

    @Test
    void jsonIsDecoded() {
        assertThat(row(AthenaType.JSON, "{\"a\":1}").getValue(0)).isEqualTo(new JsonObject().put("a", 1));
        assertThat(row(AthenaType.JSON, "[1]").getJsonArray(0)).isEqualTo(new JsonArray().add(1));
        assertThat(row(AthenaType.JSON, "null").getJson(0)).isSameAs(Tuple.JSON_NULL);
        assertThat(row(AthenaType.JSON, null).getJson(0)).isNull();
        assertThat(row(AthenaType.JSON, "\"x\"").getJson(0)).isEqualTo("x");
        assertThat(row(AthenaType.VARCHAR, "{\"a\":1}").getJsonObject(0)).isEqualTo(new JsonObject().put("a", 1));
        assertThatThrownBy(() -> row(AthenaType.JSON, "[1]").getJsonObject(0))
                .isInstanceOf(AthenaDatabaseException.class);
        assertThatThrownBy(() -> row(AthenaType.VARCHAR, "{a").getJsonObject(0))
                .hasMessageContaining("does not hold JSON");
    }

    @Test
    void arraysComeOutOfJson() {
        assertThat(row(AthenaType.JSON, "[1,null,3]").getArrayOfIntegers(0)).containsExactly(1, null, 3);
        assertThat(row(AthenaType.JSON, "[\"a\",\"b\"]").getArrayOfStrings(0)).containsExactly("a", "b");
        assertThat(row(AthenaType.JSON, "[\"2026-01-02\"]").getArrayOfLocalDates(0))
                .containsExactly(LocalDate.of(2026, 1, 2));
        assertThat(row(AthenaType.JSON, "[\"2026-01-02 03:04:05.678\"]").getArrayOfLocalDateTimes(0))
                .containsExactly(LocalDateTime.of(2026, 1, 2, 3, 4, 5, 678_000_000));
        assertThat(row(AthenaType.JSON, null).getArrayOfIntegers(0)).isNull();
        assertThatThrownBy(() -> row(AthenaType.JSON, "[3000000000]").getArrayOfIntegers(0))
                .isInstanceOf(AthenaDatabaseException.class);
    }

    private static Row nested(String typeName, Object value) {
        var columns = List.of(column("c", AthenaType.ARRAY).withType(DataType.parse(typeName)));
        var page = FakeResult.rows(columns, new Object[] {value}).firstPage();
        return new AthenaRow(new AthenaRowDesc(columns), page, 0);
    }

    @Test
    void arraysAreArraysOfTheirElements() {
        var numbers = nested("array(integer)", Arrays.asList(1, null, 3));
        assertThat(numbers.getValue(0)).isEqualTo(new Integer[] {1, null, 3});
        assertThat(numbers.getArrayOfLongs(0)).containsExactly(1L, null, 3L);
        assertThat(numbers.getArrayOfStrings(0)).containsExactly("1", null, "3");
        assertThat(numbers.getJsonArray(0))
                .isEqualTo(new JsonArray().add(1).addNull().add(3));
        assertThat((Object) numbers.get(List.class, 0)).isEqualTo(Arrays.asList(1, null, 3));
        assertThatThrownBy(() -> numbers.get(int[].class, 0)).hasMessageContaining("it holds a null");

        assertThat(nested("array(array(varchar))", List.of(List.of("a"), List.of()))
                        .getValue(0))
                .isEqualTo(new String[][] {{"a"}, {}});
        assertThat(nested("array(varbinary)", List.of(new byte[] {1})).getArrayOfBuffers(0))
                .containsExactly(Buffer.buffer(new byte[] {1}));
        assertThat(nested("array(decimal(5,2))", List.of(new BigDecimal("1.50")))
                        .getArrayOfNumerics(0))
                .containsExactly(Numeric.parse("1.50"));
        assertThat(nested("array(date)", List.of(LocalDate.EPOCH)).getArrayOfLocalDates(0))
                .containsExactly(LocalDate.EPOCH);
        assertThat(nested("array(integer)", null).getArrayOfIntegers(0)).isNull();
        assertThat(nested("array(integer)", null).getValue(0)).isNull();
    }

    @Test
    void everyClassThatAnElementCanBeReadAs() {
        var zoned = ZonedDateTime.parse("2024-02-29T12:00:00+01:00[Europe/Berlin]");
        var times = nested("array(timestamp with time zone)", List.of(zoned));
        assertThat(times.getArrayOfOffsetDateTimes(0)).containsExactly(zoned.toOffsetDateTime());
        assertThat(times.get(ZonedDateTime[].class, 0)).containsExactly(zoned);
        assertThat(times.get(Instant[].class, 0)).containsExactly(zoned.toInstant());
        assertThat(times.getArrayOfTemporals(0)).containsExactly(zoned.toOffsetDateTime());

        var numbers = nested("array(integer)", List.of(7));
        assertThat(numbers.get(BigInteger[].class, 0)).containsExactly(BigInteger.valueOf(7));
        assertThat(numbers.get(Byte[].class, 0)).containsExactly((byte) 7);
        assertThat(numbers.get(double[].class, 0)).containsExactly(7.0);
        assertThatThrownBy(() -> nested("array(integer)", List.of(300)).get(Byte[].class, 0))
                .isInstanceOf(AthenaDatabaseException.class);

        var json = "[\"2024-02-29T12:00:00+01:00\"]";
        assertThat(row(AthenaType.JSON, json).getArrayOfOffsetDateTimes(0)).containsExactly(zoned.toOffsetDateTime());
        assertThat(row(AthenaType.JSON, json).get(ZonedDateTime[].class, 0))
                .containsExactly(ZonedDateTime.parse("2024-02-29T12:00:00+01:00"));
        assertThat(row(AthenaType.JSON, "[\"12:00:00+01:00\"]").getArrayOfOffsetTimes(0))
                .containsExactly(OffsetTime.parse("12:00:00+01:00"));
        assertThat(row(AthenaType.JSON, "[\"2024-02-29T11:00:00Z\"]").get(Instant[].class, 0))
                .containsExactly(zoned.toInstant());

        var states = nested("array(varchar)", Arrays.asList("NEW", null));
        assertThat(states.get(Thread.State[].class, 0)).containsExactly(Thread.State.NEW, null);
        assertThatThrownBy(() -> nested("array(varchar)", List.of("OLD")).get(Thread.State[].class, 0))
                .isInstanceOf(AthenaDatabaseException.class);
    }

    @Test
    void mapsAndRowsAreJsonObjects() {
        var map = nested("map(varchar, array(integer))", Map.of("k", List.of(1)));
        assertThat(map.getValue(0)).isEqualTo(new JsonObject().put("k", new JsonArray().add(1)));
        assertThat((Object) map.get(Map.class, 0)).isEqualTo(Map.of("k", List.of(1)));

        var row =
                nested("row(a integer, d date)", new RowValue(List.of("a", "d"), List.of(1, LocalDate.of(2026, 1, 2))));
        assertThat(row.getJsonObject(0)).isEqualTo(new JsonObject().put("a", 1).put("d", "2026-01-02"));
        assertThat(row.getJson(0)).isEqualTo(row.getValue(0));
        assertThat(nested("array(row(a integer))", List.of(new RowValue(List.of("a"), List.of(1))))
                        .getValue(0))
                .isEqualTo(new JsonObject[] {new JsonObject().put("a", 1)});
        assertThatThrownBy(() -> map.getJsonArray(0)).isInstanceOf(AthenaDatabaseException.class);
    }

    @Test
    void aClassThatDoesNotFitIsAnErrorAndNotNull() {
        assertThatThrownBy(() -> row(AthenaType.INTEGER, 5).get(UUID.class, 0))
                .isInstanceOfSatisfying(AthenaDatabaseException.class, e -> assertThat(e.getSqlState())
                        .isEqualTo("07006"));
        assertThat(row(AthenaType.INTEGER, null).get(UUID.class, 0)).isNull();
        assertThat(row(AthenaType.VARCHAR, "NEW").get(Thread.State.class, 0)).isEqualTo(Thread.State.NEW);
        assertThatThrownBy(() -> row(AthenaType.VARCHAR, "OLD").get(Thread.State.class, 0))
                .isInstanceOf(AthenaDatabaseException.class);
    }

    @Test
    void aRowIsATuple() {
        var row = row(AthenaType.INTEGER, 5);

        assertThat(row.size()).isEqualTo(1);
        assertThat(row.toJson()).isEqualTo(new JsonObject().put("c", 5));
        assertThat(Parameters.of(row)).isEqualTo(List.of(5));
        assertThatThrownBy(() -> row.addValue(6)).isInstanceOf(UnsupportedOperationException.class);
    }
}
