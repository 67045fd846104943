package com.amazonaws.glue.serde;

import dev.pallas.local.internal.serde.PrimitiveText;
import io.krakens.grok.api.Grok;
import io.krakens.grok.api.GrokCompiler;
import io.krakens.grok.api.exception.GrokException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.serde2.AbstractSerDe;
import org.apache.hadoop.hive.serde2.SerDeException;
import org.apache.hadoop.hive.serde2.SerDeStats;
import org.apache.hadoop.hive.serde2.objectinspector.ObjectInspector;
import org.apache.hadoop.hive.serde2.typeinfo.PrimitiveTypeInfo;
import org.apache.hadoop.hive.serde2.typeinfo.StructTypeInfo;
import org.apache.hadoop.hive.serde2.typeinfo.TypeInfo;
import org.apache.hadoop.hive.serde2.typeinfo.TypeInfoFactory;
import org.apache.hadoop.hive.serde2.typeinfo.TypeInfoUtils;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines by a pattern of Grok's. Its properties are {@code input.format}, the pattern, and {@code input.grokCustomPatterns}, patterns of
 * one's own, a line each. A column is what the pattern captured under its name; a pattern that is given no name has its own. A line that does
 * not match is a row of NULLs. It does not write.
 */
public class GrokSerDe extends AbstractSerDe {
    private StructTypeInfo row = (StructTypeInfo) TypeInfoFactory.getStructTypeInfo(List.of(), List.of());
    private @Nullable Grok grok;

    // the newer one is not what the engine calls
    @SuppressWarnings("deprecation")
    @Override
    public void initialize(@Nullable Configuration configuration, Properties properties) throws SerDeException {
        var names = properties.getProperty("columns", "");
        var columns = names.isEmpty() ? List.<String>of() : Arrays.asList(names.split(","));
        var types = TypeInfoUtils.getTypeInfosFromTypeString(properties.getProperty("columns.types", ""));
        row = (StructTypeInfo) TypeInfoFactory.getStructTypeInfo(columns, types);
        var compiler = GrokCompiler.newInstance();
        try {
            compiler.registerDefaultPatterns();
            compiler.registerPatternFromClasspath("/patterns/linux-syslog");
            compiler.register(new StringReader(properties.getProperty("input.grokCustomPatterns", "")));
            grok = compiler.compile(properties.getProperty("input.format", ""));
        } catch (IOException | GrokException | IllegalArgumentException e) {
            throw new SerDeException("The pattern of input.format cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public ObjectInspector getObjectInspector() {
        return TypeInfoUtils.getStandardJavaObjectInspectorFromTypeInfo(row);
    }

    @Override
    public Object deserialize(Writable line) throws SerDeException {
        if (grok == null) {
            throw new SerDeException("The serde was not initialized");
        }
        var match = grok.match(line.toString());
        if (match.isNull()) {
            return new ArrayList<>(
                    Collections.nCopies(row.getAllStructFieldNames().size(), null));
        }
        var captured = new HashMap<String, @Nullable Object>();
        match.capture().forEach((name, value) -> captured.put(name.toLowerCase(Locale.ROOT), value));
        var values = new ArrayList<@Nullable Object>();
        for (var name : row.getAllStructFieldNames()) {
            values.add(value(captured.get(name.toLowerCase(Locale.ROOT)), row.getStructFieldTypeInfo(name)));
        }
        return values;
    }

    /** What a pattern finds several times is a list, of which the first counts. */
    private static @Nullable Object value(@Nullable Object captured, TypeInfo type) {
        var first = captured instanceof List<?> list ? (list.isEmpty() ? null : list.get(0)) : captured;
        if (first == null || !(type instanceof PrimitiveTypeInfo primitive)) {
            return null;
        }
        try {
            return PrimitiveText.value(first.toString(), primitive);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return null; // as RegexSerDe has it
        }
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
