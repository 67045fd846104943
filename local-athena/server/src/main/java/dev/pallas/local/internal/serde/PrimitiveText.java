package dev.pallas.local.internal.serde;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.hive.common.type.Date;
import org.apache.hadoop.hive.common.type.HiveChar;
import org.apache.hadoop.hive.common.type.HiveDecimal;
import org.apache.hadoop.hive.common.type.HiveVarchar;
import org.apache.hadoop.hive.common.type.Timestamp;
import org.apache.hadoop.hive.serde2.typeinfo.CharTypeInfo;
import org.apache.hadoop.hive.serde2.typeinfo.PrimitiveTypeInfo;
import org.apache.hadoop.hive.serde2.typeinfo.VarcharTypeInfo;
import org.jspecify.annotations.Nullable;

/** Reads the values of columns from their text, into the objects that Hive has for them. */
public final class PrimitiveText {
    private PrimitiveText() {}

    /**
     * The value that a text stands for.
     *
     * @throws IllegalArgumentException if the text is no value of the type
     * @throws ArithmeticException if the number does not fit the type
     */
    public static @Nullable Object value(String text, PrimitiveTypeInfo type) {
        return switch (type.getPrimitiveCategory()) {
            case STRING -> text;
            case VARCHAR -> new HiveVarchar(text, ((VarcharTypeInfo) type).getLength());
            case CHAR -> new HiveChar(text, ((CharTypeInfo) type).getLength());
            case BOOLEAN -> Boolean.valueOf(text);
            case BYTE -> new BigDecimal(text).byteValueExact();
            case SHORT -> new BigDecimal(text).shortValueExact();
            case INT -> whole(text).intValueExact();
            case LONG -> whole(text).longValueExact();
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DECIMAL -> HiveDecimal.create(new BigDecimal(text));
            case DATE -> Date.valueOf(text);
            case TIMESTAMP -> Timestamp.valueOf(text.replace('T', ' ').replace("Z", ""));
            case BINARY -> text.getBytes(StandardCharsets.UTF_8);
            default -> throw new IllegalArgumentException("Type not supported: " + type.getTypeName());
        };
    }

    private static BigDecimal whole(String text) {
        return new BigDecimal(text).setScale(0, RoundingMode.DOWN);
    }
}
