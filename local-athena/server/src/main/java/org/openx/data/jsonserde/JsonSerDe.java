package org.openx.data.jsonserde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pallas.local.internal.serde.PrimitiveText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.serde2.AbstractSerDe;
import org.apache.hadoop.hive.serde2.SerDeException;
import org.apache.hadoop.hive.serde2.SerDeStats;
import org.apache.hadoop.hive.serde2.objectinspector.ObjectInspector;
import org.apache.hadoop.hive.serde2.typeinfo.ListTypeInfo;
import org.apache.hadoop.hive.serde2.typeinfo.MapTypeInfo;
import org.apache.hadoop.hive.serde2.typeinfo.PrimitiveTypeInfo;
import org.apache.hadoop.hive.serde2.typeinfo.StructTypeInfo;
import org.apache.hadoop.hive.serde2.typeinfo.TypeInfo;
import org.apache.hadoop.hive.serde2.typeinfo.TypeInfoFactory;
import org.apache.hadoop.hive.serde2.typeinfo.TypeInfoUtils;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object a line. Its properties are {@code ignore.malformed.json} (a line that is no JSON is a row of NULLs),
 * {@code case.insensitive} (true unless said otherwise), {@code dots.in.keys} (a dot of a key is an underscore of the column) and
 * {@code mapping.<column>}, the key of a column that has another name. It does not write.
 */
public class JsonSerDe extends AbstractSerDe {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Map<String, String> keys = new HashMap<>();
    private List<String> columns = List.of();
    private StructTypeInfo row = (StructTypeInfo) TypeInfoFactory.getStructTypeInfo(List.of(), List.of());
    private boolean ignoreMalformed;
    private boolean ignoreCase;
    private boolean dots;

    // the newer one is not what the engine calls
    @SuppressWarnings("deprecation")
    @Override
    public void initialize(@Nullable Configuration configuration, Properties properties) {
        var names = properties.getProperty("columns", "");
        columns = names.isEmpty() ? List.of() : Arrays.asList(names.split(","));
        var types = TypeInfoUtils.getTypeInfosFromTypeString(properties.getProperty("columns.types", ""));
        row = (StructTypeInfo) TypeInfoFactory.getStructTypeInfo(columns, types);
        ignoreMalformed = Boolean.parseBoolean(properties.getProperty("ignore.malformed.json", "false"));
        ignoreCase = Boolean.parseBoolean(properties.getProperty("case.insensitive", "true"));
        dots = Boolean.parseBoolean(properties.getProperty("dots.in.keys", "false"));
        for (var name : properties.stringPropertyNames()) {
            if (name.startsWith("mapping.")) {
                keys.put(properties.getProperty(name), name.substring("mapping.".length()));
            }
        }
    }

    @Override
    public ObjectInspector getObjectInspector() {
        return TypeInfoUtils.getStandardJavaObjectInspectorFromTypeInfo(row);
    }

    @Override
    public Object deserialize(Writable line) throws SerDeException {
        var text = line.toString();
        try {
            var node = text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
            if (!node.isObject()) {
                throw new SerDeException("Row is not a valid JSON Object");
            }
            return struct(node, row);
        } catch (JsonProcessingException e) {
            if (ignoreMalformed) {
                return new ArrayList<>(Collections.nCopies(columns.size(), null));
            }
            throw new SerDeException("Row is not a valid JSON Object - JSONException: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new SerDeException(String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable Object value(@Nullable JsonNode node, TypeInfo type) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (type instanceof StructTypeInfo struct) {
            return node.isObject() ? struct(node, struct) : null;
        } else if (type instanceof ListTypeInfo list) {
            var values = new ArrayList<@Nullable Object>();
            // one value is a list of one
            (node.isArray() ? node : JSON.createArrayNode().add(node))
                    .forEach(element -> values.add(value(element, list.getListElementTypeInfo())));
            return values;
        } else if (type instanceof MapTypeInfo map) {
            var values = new LinkedHashMap<@Nullable Object, @Nullable Object>();
            node.fields()
                    .forEachRemaining(entry -> values.put(
                            PrimitiveText.value(entry.getKey(), (PrimitiveTypeInfo) map.getMapKeyTypeInfo()),
                            value(entry.getValue(), map.getMapValueTypeInfo())));
            return values;
        }
        return PrimitiveText.value(node.isValueNode() ? node.asText() : node.toString(), (PrimitiveTypeInfo) type);
    }

    private List<@Nullable Object> struct(JsonNode node, StructTypeInfo type) {
        var fields = new HashMap<String, JsonNode>();
        node.fields().forEachRemaining(entry -> fields.put(name(entry.getKey()), entry.getValue()));
        var values = new ArrayList<@Nullable Object>();
        for (var name : type.getAllStructFieldNames()) {
            var field = fields.get(ignoreCase ? name.toLowerCase(Locale.ROOT) : name);
            values.add(value(field, type.getStructFieldTypeInfo(name)));
        }
        return values;
    }

    /** The column or field that a key belongs to. */
    private String name(String key) {
        var mapped = keys.get(key);
        var name = mapped == null ? key : mapped;
        name = dots ? name.replace('.', '_') : name;
        return ignoreCase ? name.toLowerCase(Locale.ROOT) : name;
    }

    @Override
    public Class<? extends Writable> getSerializedClass() {
        return Text.class;
    }

    @Override
    public Writable serialize(Object row, ObjectInspector inspector) throws SerDeException {
        throw new SerDeException("Tables of this serde can be read only");
    }

    @Override
    public @Nullable SerDeStats getSerDeStats() {
        return null;
    }
}
