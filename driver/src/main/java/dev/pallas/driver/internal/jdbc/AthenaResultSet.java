package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import dev.pallas.driver.QueryResult;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A result, which is read only: the rows of a {@link RowCursor} in the classes of JDBC. */
final class AthenaResultSet implements ResultSetScrolling, Unwrapping {
    private final AthenaConnection connection;
    private final @Nullable AbstractStatement statement;
    private final QueryResult result;
    private final List<Column> columns;
    private final RowCursor cursor;
    private @Nullable Map<String, Integer> columnsByLabel;
    private boolean wasNull;
    private volatile boolean closed;

    private final Warnings warnings = new Warnings();
    private int fetchSize;

    private AthenaResultSet(
            AthenaConnection connection,
            @Nullable AbstractStatement statement,
            QueryResult result,
            RowCursor cursor,
            int fetchSize) {
        this.connection = connection;
        this.statement = statement;
        this.result = result;
        this.columns = result.columns();
        this.cursor = cursor;
        this.fetchSize = fetchSize;
        result.fallback().ifPresent(warnings::add);
    }

    /** The result of a statement, which is told when it is closed. */
    static AthenaResultSet of(AbstractStatement statement, QueryResult result, long maxRows, int fetchSize) {
        var cursor = statement.getResultSetType() == ResultSet.TYPE_FORWARD_ONLY
                ? new RowCursor(statement.connection, result, maxRows)
                : new ScrollCursor(statement.connection, result, maxRows);
        return new AthenaResultSet(statement.connection, statement, result, cursor, fetchSize);
    }

    /** A result that no statement has asked for: metadata. */
    static AthenaResultSet of(AthenaConnection connection, QueryResult result) {
        return new AthenaResultSet(connection, null, result, new RowCursor(connection, result, 0), 0);
    }

    private void checkOpen() throws SQLException {
        if (isClosed()) {
            throw SqlErrors.closed("result");
        }
    }

    @Override
    public RowCursor cursor() throws SQLException {
        checkOpen();
        return cursor;
    }

    void cancel() {
        cursor.cancel();
    }

    void closeByStatement() {
        closed = true;
        result.close();
    }

    @Override
    public void close() throws SQLException {
        if (!closed) {
            closed = true;
            cursor.close();
            if (statement != null) {
                statement.resultClosed(this);
            }
        }
    }

    @Override
    public boolean isClosed() {
        return closed || (statement != null ? statement.isClosed() : connection.isClosed());
    }

    private Column column(int columnIndex) throws SQLException {
        if (columnIndex < 1 || columnIndex > columns.size()) {
            throw SqlErrors.of(
                    SqlErrors.BAD_INDEX, "There is no column " + columnIndex + ": the result has " + columns.size());
        }
        return columns.get(columnIndex - 1);
    }

    /** The one way to a cell. */
    private <T> @Nullable T read(int columnIndex, Class<T> type) throws SQLException {
        checkOpen();
        column(columnIndex);
        var value = cursor.get(columnIndex - 1, type);
        wasNull = value == null;
        return value;
    }

    @Override
    public boolean wasNull() throws SQLException {
        checkOpen();
        return wasNull;
    }

    @Override
    public @Nullable String getString(int columnIndex) throws SQLException {
        return read(columnIndex, String.class);
    }

    @Override
    public @Nullable String getNString(int columnIndex) throws SQLException {
        return getString(columnIndex);
    }

    @Override
    public boolean getBoolean(int columnIndex) throws SQLException {
        var value = read(columnIndex, Boolean.class);
        return value != null && value;
    }

    @Override
    public byte getByte(int columnIndex) throws SQLException {
        var value = read(columnIndex, Byte.class);
        return value == null ? 0 : value;
    }

    @Override
    public short getShort(int columnIndex) throws SQLException {
        var value = read(columnIndex, Short.class);
        return value == null ? 0 : value;
    }

    @Override
    public int getInt(int columnIndex) throws SQLException {
        var value = read(columnIndex, Integer.class);
        return value == null ? 0 : value;
    }

    @Override
    public long getLong(int columnIndex) throws SQLException {
        var value = read(columnIndex, Long.class);
        return value == null ? 0 : value;
    }

    @Override
    public float getFloat(int columnIndex) throws SQLException {
        var value = read(columnIndex, Float.class);
        return value == null ? 0 : value;
    }

    @Override
    public double getDouble(int columnIndex) throws SQLException {
        var value = read(columnIndex, Double.class);
        return value == null ? 0 : value;
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int columnIndex) throws SQLException {
        return read(columnIndex, BigDecimal.class);
    }

    @Deprecated
    @Override
    public @Nullable BigDecimal getBigDecimal(int columnIndex, int scale) throws SQLException {
        var value = getBigDecimal(columnIndex);
        return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
    }

    @Override
    public byte @Nullable [] getBytes(int columnIndex) throws SQLException {
        return read(columnIndex, byte[].class);
    }

    @Override
    public @Nullable Date getDate(int columnIndex) throws SQLException {
        return getDate(columnIndex, null);
    }

    @Override
    public @Nullable Date getDate(int columnIndex, @Nullable Calendar calendar) throws SQLException {
        var value =
                switch (column(columnIndex).type()) {
                    case TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> dateOf(localDateTime(columnIndex, calendar));
                    default -> read(columnIndex, LocalDate.class);
                };
        return value == null ? null : Temporals.date(value, calendar);
    }

    private static @Nullable LocalDate dateOf(@Nullable LocalDateTime moment) {
        return moment == null ? null : moment.toLocalDate();
    }

    @Override
    public @Nullable Time getTime(int columnIndex) throws SQLException {
        return getTime(columnIndex, null);
    }

    @Override
    public @Nullable Time getTime(int columnIndex, @Nullable Calendar calendar) throws SQLException {
        var value =
                switch (column(columnIndex).type()) {
                    case TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> timeOf(localDateTime(columnIndex, calendar));
                    default -> read(columnIndex, LocalTime.class);
                };
        return value == null ? null : Temporals.time(value, calendar);
    }

    private static @Nullable LocalTime timeOf(@Nullable LocalDateTime moment) {
        return moment == null ? null : moment.toLocalTime();
    }

    @Override
    public @Nullable Timestamp getTimestamp(int columnIndex) throws SQLException {
        return getTimestamp(columnIndex, null);
    }

    @Override
    public @Nullable Timestamp getTimestamp(int columnIndex, @Nullable Calendar calendar) throws SQLException {
        if (column(columnIndex).type() == AthenaType.TIMESTAMP_WITH_TIME_ZONE) {
            // an instant already: it does not pass through the zone of anybody
            var instant = read(columnIndex, Instant.class);
            return instant == null ? null : Timestamp.from(instant);
        }
        var value = localDateTime(columnIndex, calendar);
        return value == null ? null : Temporals.timestamp(value, calendar);
    }

    private @Nullable LocalDateTime localDateTime(int columnIndex, @Nullable Calendar calendar) throws SQLException {
        return switch (column(columnIndex).type()) {
            case DATE -> {
                var date = read(columnIndex, LocalDate.class);
                yield date == null ? null : date.atStartOfDay();
            }
            case TIMESTAMP_WITH_TIME_ZONE -> {
                var instant = read(columnIndex, Instant.class);
                yield instant == null ? null : Temporals.localDateTime(Timestamp.from(instant), calendar);
            }
            default -> read(columnIndex, LocalDateTime.class);
        };
    }

    @Override
    public @Nullable Object getObject(int columnIndex) throws SQLException {
        var type = column(columnIndex).type();
        return switch (type) {
            case ARRAY, MAP, ROW -> getNested(columnIndex);
            default -> getObject(columnIndex, JdbcTypes.objectClass(type));
        };
    }

    /** Athena has no user-defined types, so there is nothing that a map could say. */
    @Override
    public @Nullable Object getObject(int columnIndex, @Nullable Map<String, Class<?>> typeMap) throws SQLException {
        if (typeMap != null && !typeMap.isEmpty()) {
            throw SqlErrors.unsupported("ResultSet.getObject with a type map", "Athena has no user-defined types");
        }
        return getObject(columnIndex);
    }

    @Override
    public <T> @Nullable T getObject(int columnIndex, @Nullable Class<T> type) throws SQLException {
        if (type == null) {
            throw SqlErrors.of(SqlErrors.BAD_VALUE, "The class to read column " + columnIndex + " as is null");
        }
        Object value;
        if (type == Date.class) {
            value = getDate(columnIndex);
        } else if (type == Time.class) {
            value = getTime(columnIndex);
        } else if (type == Timestamp.class || type == java.util.Date.class) {
            value = getTimestamp(columnIndex);
        } else if (type == Object.class) {
            value = getObject(columnIndex);
        } else if (type == Blob.class) {
            value = getBlob(columnIndex);
        } else if (type == Clob.class || type == NClob.class) {
            value = getNClob(columnIndex);
        } else if (type == Array.class) {
            value = getArray(columnIndex);
        } else if (type == InputStream.class) {
            value = getBinaryStream(columnIndex);
        } else if (type == Reader.class) {
            value = getCharacterStream(columnIndex);
        } else if (type == Struct.class && column(columnIndex).type() == AthenaType.ROW) {
            value = getNested(columnIndex);
        } else {
            return read(columnIndex, type);
        }
        return value == null ? null : type.cast(value);
    }

    @Override
    public @Nullable InputStream getBinaryStream(int columnIndex) throws SQLException {
        var value = getBytes(columnIndex);
        return value == null ? null : new ByteArrayInputStream(value);
    }

    @Override
    public @Nullable InputStream getAsciiStream(int columnIndex) throws SQLException {
        var value = getString(columnIndex);
        return value == null ? null : new ByteArrayInputStream(value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public @Nullable Reader getCharacterStream(int columnIndex) throws SQLException {
        var value = getString(columnIndex);
        return value == null ? null : new StringReader(value);
    }

    @Override
    public @Nullable Reader getNCharacterStream(int columnIndex) throws SQLException {
        return getCharacterStream(columnIndex);
    }

    @Override
    public @Nullable Blob getBlob(int columnIndex) throws SQLException {
        var value = getBytes(columnIndex);
        return value == null ? null : new MemoryBlob(value);
    }

    @Override
    public @Nullable Clob getClob(int columnIndex) throws SQLException {
        return getNClob(columnIndex);
    }

    @Override
    public @Nullable NClob getNClob(int columnIndex) throws SQLException {
        var value = getString(columnIndex);
        return value == null ? null : new MemoryClob(value);
    }

    @Override
    public @Nullable Array getArray(int columnIndex) throws SQLException {
        var column = column(columnIndex);
        if (column.type() != AthenaType.ARRAY) {
            throw SqlErrors.of(
                    SqlErrors.BAD_CONVERSION,
                    "Column " + column.label() + " of type " + column.typeName() + " cannot be read as an array");
        }
        var value = read(columnIndex, List.class);
        return value == null ? null : NestedValues.array(connection, column.dataType(), value);
    }

    private @Nullable Object getNested(int columnIndex) throws SQLException {
        var column = column(columnIndex);
        return NestedValues.jdbc(
                connection, column.dataType(), read(columnIndex, column.type().javaClass()));
    }

    @Override
    public int findColumn(@Nullable String columnLabel) throws SQLException {
        checkOpen();
        if (columnLabel == null) {
            throw SqlErrors.of(SqlErrors.BAD_INDEX, "The label of the column is null");
        }
        var known = columnsByLabel;
        if (known == null) {
            known = new HashMap<>();
            for (var i = 0; i < columns.size(); i++) {
                // of two columns of one label JDBC wants the first
                known.putIfAbsent(columns.get(i).label().toLowerCase(Locale.ROOT), i + 1);
            }
            columnsByLabel = known;
        }
        var index = known.get(columnLabel.toLowerCase(Locale.ROOT));
        if (index == null) {
            throw SqlErrors.of(
                    SqlErrors.BAD_INDEX,
                    "There is no column '" + columnLabel + "'; the result has "
                            + columns.stream().map(Column::label).toList());
        }
        return index;
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return new AthenaResultSetMetaData(columns);
    }

    @Override
    public @Nullable Statement getStatement() throws SQLException {
        checkOpen();
        return statement;
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings.first();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        warnings.clear();
    }

    /** A hint that changes nothing: the fetcher chooses the size of its pages. */
    @Override
    public void setFetchSize(int rows) throws SQLException {
        checkOpen();
        if (rows < 0) {
            throw SqlErrors.of(SqlErrors.BAD_VALUE, "The fetch size is negative: " + rows);
        }
        fetchSize = rows;
    }

    @Override
    public int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    @Override
    public Optional<Object> wrapped() throws SQLException {
        return Optional.of(result);
    }

    /** Also the handle of the query that it is the result of. */
    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return statement != null && !Unwrapping.super.isWrapperFor(type)
                ? statement.unwrap(type)
                : Unwrapping.super.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return Unwrapping.super.isWrapperFor(type) || (statement != null && statement.isWrapperFor(type));
    }
}
