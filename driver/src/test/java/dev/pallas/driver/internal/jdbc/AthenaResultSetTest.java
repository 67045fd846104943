package dev.pallas.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class AthenaResultSetTest {
    private final FakeClient client = new FakeClient();

    private ResultSet open(FakeResult result) throws SQLException {
        client.select(result);
        return client.connection().createStatement().executeQuery("SELECT ..");
    }

    private ResultSet first(FakeResult result) throws SQLException {
        var rows = open(result);
        assertThat(rows.next()).isTrue();
        return rows;
    }

    @Test
    void readsPageByPage() throws SQLException {
        var result = FakeResult.of("a integer").page(new Object[][] {{1}, {2}}).page(new Object[][] {{3}});
        var rows = open(result);
        assertThat(rows.isBeforeFirst()).isTrue();
        assertThat(result.pagesRead).isEqualTo(1);
        assertThat(rows.next()).isTrue();
        assertThat(rows.isFirst()).isTrue();
        assertThat(rows.next()).isTrue();
        assertThat(result.pagesRead).isEqualTo(1);
        assertThat(rows.next()).isTrue();
        assertThat(rows.getRow()).isEqualTo(3);
        assertThat(rows.getInt(1)).isEqualTo(3);
        assertThat(rows.next()).isFalse();
        assertThat(rows.isAfterLast()).isTrue();
        assertThat(rows.getRow()).isZero();
        assertThat(result.closed).isTrue();
        assertThatThrownBy(() -> rows.getInt(1)).hasMessageContaining("no more rows");
    }

    @Test
    void isBeforeNothingWhenThereAreNoRows() throws SQLException {
        var rows = open(FakeResult.of("a integer"));

        assertThat(rows.isBeforeFirst()).isFalse();
        assertThat(rows.isAfterLast()).isFalse();
        assertThat(rows.next()).isFalse();
    }

    @Test
    void findsColumnsWithoutCase() throws SQLException {
        var rows = open(FakeResult.of("a integer", "b varchar", "a varchar").row(1, "x", "y"));
        assertThatThrownBy(() -> rows.getInt(1)).hasMessageContaining("before its first row");
        assertThat(rows.next()).isTrue();

        assertThat(rows.getString("B")).isEqualTo("x");
        assertThat(rows.getInt("A")).isEqualTo(1);
        assertThatThrownBy(() -> rows.getInt("c"))
                .hasMessageContaining("no column 'c'")
                .hasMessageContaining("[a, b, a]");
        assertThatThrownBy(() -> rows.getInt(4)).hasMessageContaining("no column 4");
    }

    @Test
    void tellsNull() throws SQLException {
        var rows = first(
                FakeResult.of("a integer", "b boolean", "c date", "d varchar").row(null, null, null, "x"));
        assertThat(rows.getInt(1)).isZero();
        assertThat(rows.wasNull()).isTrue();
        assertThat(rows.getString(4)).isEqualTo("x");
        assertThat(rows.wasNull()).isFalse();
        assertThat(rows.getBoolean(2)).isFalse();
        assertThat(rows.wasNull()).isTrue();
        assertThat(rows.getDate(3)).isNull();
        assertThat(rows.getObject(1)).isNull();
    }

    @Test
    void readsDatesAndTimes() throws SQLException {
        var moment = LocalDateTime.of(2020, 6, 30, 10, 11, 12, 123_456_000);
        var rows = first(FakeResult.of("d date", "t time", "ts timestamp", "tz timestamp_with_time_zone")
                .row(LocalDate.of(1, 1, 1), LocalTime.of(10, 11, 12), moment, Instant.ofEpochSecond(5)));
        assertThat(rows.getDate(1)).isEqualTo(Date.valueOf("0001-01-01"));
        assertThat(rows.getTime(2)).isEqualTo(Time.valueOf("10:11:12"));
        assertThat(rows.getTimestamp(3)).isEqualTo(Timestamp.valueOf(moment));
        assertThat(rows.getDate(3)).isEqualTo(Date.valueOf("2020-06-30"));
        assertThat(rows.getTimestamp(1)).isEqualTo(Timestamp.valueOf("0001-01-01 00:00:00"));
        assertThat(rows.getTimestamp(4)).isEqualTo(Timestamp.from(Instant.ofEpochSecond(5)));
        assertThat(rows.getObject(3, LocalDateTime.class)).isEqualTo(moment);
        assertThat(rows.getObject(3)).isEqualTo(Timestamp.valueOf(moment));
        assertThatThrownBy(() -> rows.getTime(3)).hasMessageContaining("java.sql.Time cannot hold");
    }

    @Test
    void readsDatesAndTimesInTheZoneOfACalendar() throws SQLException {
        var rows = first(FakeResult.of("ts timestamp", "tz timestamp_with_time_zone")
                .row(LocalDateTime.of(1970, 1, 1, 9, 0), Instant.EPOCH));
        var tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
        var before = tokyo.getTimeInMillis();

        assertThat(rows.getTimestamp(1, tokyo)).isEqualTo(Timestamp.from(Instant.EPOCH));
        assertThat(rows.getTimestamp(2, tokyo)).isEqualTo(Timestamp.from(Instant.EPOCH));
        assertThat(rows.getTime(2, tokyo).getTime()).isZero();
        assertThat(tokyo.getTimeInMillis()).isEqualTo(before);
    }

    @Test
    void readsLocatorsAndStreams() throws Exception {
        var rows = first(FakeResult.of("b varbinary", "c varchar").row(new byte[] {1, 2, 3}, "text"));
        assertThat(rows.getBlob(1).getBytes(2, 2)).containsExactly(2, 3);
        assertThat(rows.getBinaryStream(1).readAllBytes()).containsExactly(1, 2, 3);
        assertThat(rows.getClob(2).getSubString(1, 2)).isEqualTo("te");
        assertThat(rows.getCharacterStream("c").read()).isEqualTo('t');
        assertThat(rows.getObject(2, java.sql.Clob.class).length()).isEqualTo(4);
    }

    @Test
    void describesItsColumns() throws SQLException {
        var metaData = open(FakeResult.of(
                        "a integer 10 0",
                        "b varchar 2147483647",
                        "c decimal 12 2",
                        "d float 17",
                        "e timestamp 3",
                        "f array"))
                .getMetaData();
        assertThat(metaData.getColumnCount()).isEqualTo(6);
        assertThat(metaData.getColumnType(1)).isEqualTo(Types.INTEGER);
        assertThat(metaData.getColumnClassName(1)).isEqualTo("java.lang.Integer");
        assertThat(metaData.isSigned(1)).isTrue();
        assertThat(metaData.getColumnDisplaySize(1)).isEqualTo(11);
        assertThat(metaData.getColumnType(2)).isEqualTo(Types.VARCHAR);
        assertThat(metaData.isSigned(2)).isFalse();
        assertThat(metaData.getPrecision(3)).isEqualTo(12);
        assertThat(metaData.getScale(3)).isEqualTo(2);
        assertThat(metaData.getColumnClassName(3)).isEqualTo(BigDecimal.class.getName());
        assertThat(metaData.getColumnType(4)).isEqualTo(Types.REAL);
        assertThat(metaData.getColumnClassName(5)).isEqualTo("java.sql.Timestamp");
        assertThat(metaData.getColumnType(6)).isEqualTo(Types.ARRAY);
        assertThat(metaData.getColumnClassName(6)).isEqualTo("java.sql.Array");
        assertThatThrownBy(() -> metaData.getColumnName(7)).isInstanceOf(SQLException.class);
    }

    @Test
    void refusesWhatItDoesNotDo() throws SQLException {
        var rows = first(FakeResult.of("a varchar").row("[1, 2]"));
        assertThatThrownBy(() -> rows.getArray(1))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("cannot be read as an array");
        assertThatThrownBy(rows::previous).hasMessageContaining("TYPE_SCROLL_INSENSITIVE");
        assertThatThrownBy(() -> rows.setFetchDirection(ResultSet.FETCH_REVERSE))
                .hasMessageContaining("forward only");
        assertThatThrownBy(() -> rows.updateInt("a", 1)).hasMessageContaining("read-only");
        assertThat(rows.getString(1)).isEqualTo("[1, 2]");
    }

    private ResultSet scrollable(FakeResult result, int maxRows) throws SQLException {
        client.select(result);
        var statement =
                client.connection().createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        statement.setMaxRows(maxRows);
        return statement.executeQuery("SELECT ..");
    }

    private static FakeResult threePages() {
        return FakeResult.of("a integer")
                .page(new Object[][] {{1}, {2}})
                .page(new Object[][] {{3}})
                .page(new Object[][] {{4}, {5}});
    }

    @Test
    void scrollsInAnyDirectionAndReadsNoFurtherThanItIsSent() throws SQLException {
        var result = threePages();
        var rows = scrollable(result, 0);
        assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
        assertThat(result.pagesRead).isZero();
        assertThat(rows.isBeforeFirst()).isTrue();
        assertThat(rows.absolute(2)).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(2);
        assertThat(result.pagesRead).isEqualTo(1);
        assertThat(rows.isLast()).isFalse();
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(3);
        assertThat(rows.previous()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(2);
        assertThat(result.pagesRead).isEqualTo(2);
        assertThat(rows.last()).isTrue();
        assertThat(result.closed).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(5);
        assertThat(rows.getRow()).isEqualTo(5);
        assertThat(rows.isLast()).isTrue();
        assertThat(rows.next()).isFalse();
        assertThat(rows.isAfterLast()).isTrue();
        assertThat(rows.getRow()).isZero();
        assertThatThrownBy(() -> rows.getInt(1)).hasMessage("The result has no more rows");
        assertThat(rows.absolute(-2)).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(4);
        assertThat(rows.relative(-3)).isTrue();
        assertThat(rows.isFirst()).isTrue();
        assertThat(rows.previous()).isFalse();
        assertThat(rows.isBeforeFirst()).isTrue();
        assertThatThrownBy(() -> rows.getInt(1)).hasMessageContaining("before its first row");
        assertThat(rows.relative(Integer.MAX_VALUE)).isFalse();
        assertThat(rows.isAfterLast()).isTrue();
        assertThat(rows.absolute(-6)).isFalse();
        assertThat(rows.isBeforeFirst()).isTrue();
        rows.afterLast();
        assertThat(rows.previous()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(5);
        rows.beforeFirst();
        assertThat(rows.first()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(1);
        rows.setFetchDirection(ResultSet.FETCH_REVERSE);
        rows.close();
        assertThatThrownBy(rows::first).hasMessageContaining("closed");
    }

    @Test
    void scrollsToTheLimitOfRowsAndNoFurther() throws SQLException {
        var result = threePages();
        var rows = scrollable(result, 3);

        assertThat(rows.last()).isTrue();
        assertThat(rows.getRow()).isEqualTo(3);
        assertThat(result.pagesRead).isEqualTo(2);
        assertThat(rows.absolute(4)).isFalse();
        assertThat(rows.isAfterLast()).isTrue();
    }

    @Test
    void thereIsNowhereToScrollWithoutRows() throws SQLException {
        var rows = scrollable(FakeResult.of("a integer"), 0);

        assertThat(rows.isBeforeFirst()).isFalse();
        assertThat(rows.first()).isFalse();
        assertThat(rows.last()).isFalse();
        rows.afterLast();
        assertThat(rows.isAfterLast()).isFalse();
        assertThat(rows.isLast()).isFalse();
        assertThat(rows.getRow()).isZero();
    }

    @Test
    void aResultThatShowsLaterChangesIsOneThatDoesNot() throws SQLException {
        var connection = client.connection();
        var statement =
                connection.prepareStatement("SELECT ..", ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_READ_ONLY);

        assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
        assertThat(connection.getWarnings().getMessage()).contains("shows no later changes");
        assertThatThrownBy(() -> connection.createStatement(7, ResultSet.CONCUR_READ_ONLY))
                .hasMessage("There is no type of results 7");
    }
}
