package dev.pallas.reactive.internal;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Page;
import dev.pallas.reactive.AthenaDatabaseException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import io.vertx.sqlclient.impl.RowInternal;
import io.vertx.sqlclient.impl.TupleInternal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row is a view of its page: a cell is decoded when it is asked for. Its values cannot be changed; once it is {@link #release() released}
 * it becomes the view of another row.
 */
final class AthenaRow extends TupleInternal implements RowInternal {
    private final AthenaRowDesc columns;
    private Page page;
    private int row;
    private boolean released;

    AthenaRow(AthenaRowDesc columns, Page page, int row) {
        this.columns = columns;
        this.page = page;
        this.row = row;
    }

    /** This row moved on to another, if its user has released it; otherwise a new one. */
    AthenaRow next(Page nextPage, int nextRow) {
        if (!tryRecycle()) {
            return new AthenaRow(columns, nextPage, nextRow);
        }
        page = nextPage;
        row = nextRow;
        return this;
    }

    @Override
    public void release() {
        released = true;
    }

    @Override
    public boolean tryRecycle() {
        var recycled = released;
        released = false;
        return recycled;
    }

    @Override
    public @Nullable String getColumnName(int position) {
        return position >= 0 && position < columns.size() ? columns.name(position) : null;
    }

    @Override
    public int getColumnIndex(String column) {
        return columns.columnIndex(column);
    }

    @Override
    public int size() {
        return columns.size();
    }

    /** The cell as the class that the Vert.x SQL client has for its type. */
    @Override
    public @Nullable Object getValueInternal(int position) {
        return switch (columns.type(position)) {
            case VARBINARY -> getBuffer(position);
            case TIMESTAMP_WITH_TIME_ZONE -> getOffsetDateTime(position);
            case JSON -> getJson(position);
            case ARRAY, MAP, ROW -> NestedValues.ofVertx(natural(position), columns.dataType(position));
            default -> natural(position);
        };
    }

    private @Nullable Object natural(int position) {
        try {
            return page.value(row, position);
        } catch (AthenaException e) {
            throw Errors.of(e);
        }
    }

    private <T> @Nullable T cell(int position, Class<T> type) {
        try {
            return page.get(row, position, type);
        } catch (AthenaException e) {
            throw Errors.of(e);
        }
    }

    private @Nullable String text(int position) {
        return page.text(row, position);
    }

    @Override
    public <T> @Nullable T get(Class<T> type, int position) {
        Object value;
        if (type == Object.class) {
            value = getValue(position);
        } else if (type == Buffer.class) {
            value = getBuffer(position);
        } else if (type == Numeric.class) {
            value = getNumeric(position);
        } else if (type == JsonObject.class) {
            value = getJsonObject(position);
        } else if (type == JsonArray.class) {
            value = getJsonArray(position);
        } else if (type == Temporal.class) {
            value = getTemporal(position);
        } else if (type.isEnum()) {
            value = constant(type, position);
        } else if (type.isArray() && type != byte[].class) {
            value = array(position, type.getComponentType());
        } else {
            // not cast again: the class of a primitive cannot cast its wrapper
            return cell(position, type);
        }
        return type.cast(value);
    }

    private @Nullable Object array(int position, Class<?> component) {
        if (columns.type(position) == AthenaType.ARRAY) {
            return natural(position) instanceof List<?> elements
                    ? NestedValues.array(this, position, elements, component)
                    : null;
        }
        var elements = getJsonArray(position);
        return elements == null ? null : NestedValues.array(this, position, elements.getList(), component);
    }

    AthenaType type(int position) {
        return columns.type(position);
    }

    private @Nullable Object constant(Class<?> type, int position) {
        var name = text(position);
        if (name == null) {
            return null;
        }
        var constant = NestedValues.constant(type, name);
        if (constant == null) {
            throw notConvertible(position, type.getSimpleName());
        }
        return constant;
    }

    @Override
    public @Nullable Boolean getBoolean(int position) {
        return cell(position, Boolean.class);
    }

    @Override
    public @Nullable Short getShort(int position) {
        return cell(position, Short.class);
    }

    @Override
    public @Nullable Integer getInteger(int position) {
        return cell(position, Integer.class);
    }

    @Override
    public @Nullable Long getLong(int position) {
        return cell(position, Long.class);
    }

    @Override
    public @Nullable Float getFloat(int position) {
        return cell(position, Float.class);
    }

    @Override
    public @Nullable Double getDouble(int position) {
        return cell(position, Double.class);
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int position) {
        return cell(position, BigDecimal.class);
    }

    @Override
    public @Nullable Numeric getNumeric(int position) {
        var text = text(position);
        if (text == null) {
            return null;
        }
        // Numeric knows not-a-number, BigDecimal does not
        if (text.equals("NaN")) {
            return Numeric.NaN;
        }
        var exact = getBigDecimal(position);
        return exact == null ? null : Numeric.create(exact);
    }

    @Override
    public @Nullable String getString(int position) {
        return cell(position, String.class);
    }

    @Override
    public @Nullable Buffer getBuffer(int position) {
        var bytes = cell(position, byte[].class);
        return bytes == null ? null : Buffer.buffer(bytes);
    }

    @Override
    public @Nullable UUID getUUID(int position) {
        return cell(position, UUID.class);
    }

    @Override
    public @Nullable LocalDate getLocalDate(int position) {
        return cell(position, LocalDate.class);
    }

    @Override
    public @Nullable LocalTime getLocalTime(int position) {
        return cell(position, LocalTime.class);
    }

    @Override
    public @Nullable LocalDateTime getLocalDateTime(int position) {
        return cell(position, LocalDateTime.class);
    }

    @Override
    public @Nullable OffsetTime getOffsetTime(int position) {
        return cell(position, OffsetTime.class);
    }

    @Override
    public @Nullable OffsetDateTime getOffsetDateTime(int position) {
        return cell(position, OffsetDateTime.class);
    }

    @Override
    public @Nullable Temporal getTemporal(int position) {
        var value = getValue(position);
        if (value == null || value instanceof Temporal) {
            return (Temporal) value;
        }
        throw notConvertible(position, "Temporal");
    }

    /** JSON in a column of type json, and of an array, a map or a row; the value itself in a column of any other type. */
    @Override
    public @Nullable Object getJson(int position) {
        return switch (columns.type(position)) {
            case JSON -> {
                var text = text(position);
                yield text == null ? null : orJsonNull(json(position, text));
            }
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL, CHAR, VARCHAR ->
                natural(position);
            case ARRAY, MAP, ROW -> NestedValues.json(natural(position));
            default -> throw notConvertible(position, "JSON");
        };
    }

    private static Object orJsonNull(@Nullable Object json) {
        return json == null ? Tuple.JSON_NULL : json;
    }

    /** From a column of type json, from JSON text, or from a map or row. */
    @Override
    public @Nullable JsonObject getJsonObject(int position) {
        var text = text(position);
        if (text == null) {
            return null;
        }
        if (json(position, text) instanceof JsonObject object) {
            return object;
        }
        throw notConvertible(position, "a JSON object");
    }

    /** From a column of type json, from JSON text, or from an array. */
    @Override
    public @Nullable JsonArray getJsonArray(int position) {
        var text = text(position);
        if (text == null) {
            return null;
        }
        if (json(position, text) instanceof JsonArray array) {
            return array;
        }
        throw notConvertible(position, "a JSON array");
    }

    private @Nullable Object json(int position, String text) {
        return switch (columns.type(position)) {
            case ARRAY, MAP, ROW -> NestedValues.json(natural(position));
            default -> {
                try {
                    yield Json.decodeValue(text);
                } catch (DecodeException e) {
                    throw new AthenaDatabaseException(
                            "Column " + columns.name(position) + " does not hold JSON: " + e.getMessage(),
                            Errors.NOT_JSON);
                }
            }
        };
    }

    @Override
    public Boolean @Nullable [] getArrayOfBooleans(int position) {
        return get(Boolean[].class, position);
    }

    @Override
    public Short @Nullable [] getArrayOfShorts(int position) {
        return get(Short[].class, position);
    }

    @Override
    public Integer @Nullable [] getArrayOfIntegers(int position) {
        return get(Integer[].class, position);
    }

    @Override
    public Long @Nullable [] getArrayOfLongs(int position) {
        return get(Long[].class, position);
    }

    @Override
    public Float @Nullable [] getArrayOfFloats(int position) {
        return get(Float[].class, position);
    }

    @Override
    public Double @Nullable [] getArrayOfDoubles(int position) {
        return get(Double[].class, position);
    }

    @Override
    public Numeric @Nullable [] getArrayOfNumerics(int position) {
        return get(Numeric[].class, position);
    }

    @Override
    public BigDecimal @Nullable [] getArrayOfBigDecimals(int position) {
        return get(BigDecimal[].class, position);
    }

    @Override
    public String @Nullable [] getArrayOfStrings(int position) {
        return get(String[].class, position);
    }

    @Override
    public JsonObject @Nullable [] getArrayOfJsonObjects(int position) {
        return get(JsonObject[].class, position);
    }

    @Override
    public JsonArray @Nullable [] getArrayOfJsonArrays(int position) {
        return get(JsonArray[].class, position);
    }

    @Override
    public Object @Nullable [] getArrayOfJsons(int position) {
        return get(Object[].class, position);
    }

    @Override
    public Temporal @Nullable [] getArrayOfTemporals(int position) {
        return get(Temporal[].class, position);
    }

    @Override
    public LocalDate @Nullable [] getArrayOfLocalDates(int position) {
        return get(LocalDate[].class, position);
    }

    @Override
    public LocalTime @Nullable [] getArrayOfLocalTimes(int position) {
        return get(LocalTime[].class, position);
    }

    @Override
    public LocalDateTime @Nullable [] getArrayOfLocalDateTimes(int position) {
        return get(LocalDateTime[].class, position);
    }

    @Override
    public OffsetTime @Nullable [] getArrayOfOffsetTimes(int position) {
        return get(OffsetTime[].class, position);
    }

    @Override
    public OffsetDateTime @Nullable [] getArrayOfOffsetDateTimes(int position) {
        return get(OffsetDateTime[].class, position);
    }

    @Override
    public Buffer @Nullable [] getArrayOfBuffers(int position) {
        return get(Buffer[].class, position);
    }

    @Override
    public UUID @Nullable [] getArrayOfUUIDs(int position) {
        return get(UUID[].class, position);
    }

    AthenaDatabaseException notConvertible(int position, String target) {
        return new AthenaDatabaseException(
                "Column " + columns.name(position) + " of type " + columns.type(position)
                        + " holds a value that is not " + target,
                Errors.BAD_CONVERSION);
    }

    @Override
    public void setValue(int position, Object value) {
        throw immutable();
    }

    @Override
    public Tuple addValue(Object value) {
        throw immutable();
    }

    @Override
    public void clear() {
        throw immutable();
    }

    private static UnsupportedOperationException immutable() {
        return new UnsupportedOperationException("A row of a result cannot be changed: copy its values into a Tuple");
    }
}
