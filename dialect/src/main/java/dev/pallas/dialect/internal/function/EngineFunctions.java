package dev.pallas.dialect.internal.function;

import static org.hibernate.query.sqm.produce.function.FunctionParameterType.ANY;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.BINARY;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.BOOLEAN;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.COMPARABLE;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.INTEGER;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.NUMERIC;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.STRING;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.TEMPORAL;
import static org.hibernate.query.sqm.produce.function.StandardFunctionReturnTypeResolvers.useArgType;

import org.hibernate.query.sqm.produce.function.FunctionParameterType;
import org.hibernate.type.BasicType;
import org.hibernate.type.StandardBasicTypes;

/** The engine's own functions, beyond what HQL defines: callable by their names, with results of the right type. */
final class EngineFunctions {
    /** In front of a result whose zone is that of the session: what the mapping calls an instant is UTC without a zone. */
    private static final String AS_UTC = "cast(%s at time zone 'UTC' as timestamp(6))";

    private EngineFunctions() {}

    static void register(Registrar line) {
        aggregates(line);
        strings(line);
        numbers(line);
        datesAndTimes(line);
        others(line);
    }

    private static void aggregates(Registrar line) {
        var real = line.type(StandardBasicTypes.DOUBLE);
        var whole = line.type(StandardBasicTypes.LONG);
        line.aggregate("approx_distinct", whole, ANY);
        line.aggregate("approx_percentile", useArgType(1), NUMERIC, NUMERIC);
        line.aggregate("max_by", useArgType(1), ANY, COMPARABLE);
        line.aggregate("min_by", useArgType(1), ANY, COMPARABLE);
        line.aggregate("arbitrary", useArgType(1), ANY);
        line.registry.registerAlternateKey("any_value", "arbitrary");
        line.aggregate("count_if", whole, BOOLEAN);
        line.aggregate("bool_and", line.type(StandardBasicTypes.BOOLEAN), BOOLEAN);
        line.aggregate("bool_or", line.type(StandardBasicTypes.BOOLEAN), BOOLEAN);
        line.aggregate("bitwise_and_agg", whole, INTEGER);
        line.aggregate("bitwise_or_agg", whole, INTEGER);
        line.registry.registerAlternateKey("bit_and", "bitwise_and_agg");
        line.registry.registerAlternateKey("bit_or", "bitwise_or_agg");
        line.aggregate("checksum", line.type(StandardBasicTypes.BINARY), ANY);
        line.aggregate("geometric_mean", real, NUMERIC);
        line.aggregate("kurtosis", real, NUMERIC);
        line.aggregate("skewness", real, NUMERIC);
        line.aggregate("regr_slope", real, NUMERIC, NUMERIC);
        line.aggregate("regr_intercept", real, NUMERIC, NUMERIC);
    }

    private static void strings(Registrar line) {
        var text = line.type(StandardBasicTypes.STRING);
        var whole = line.type(StandardBasicTypes.LONG);
        line.varargs("regexp_extract", text, 2, "regexp_extract(?1,?2...)", STRING, STRING, INTEGER);
        line.varargs("regexp_replace", text, 2, "regexp_replace(?1,?2...)", STRING, STRING, STRING);
        line.pattern("regexp_count", whole, "regexp_count(?1,?2)", STRING, STRING);
        line.varargs("regexp_position", whole, 2, "regexp_position(?1,?2...)", STRING, STRING, INTEGER, INTEGER);
        line.pattern("split_part", text, "split_part(?1,?2,?3)", STRING, STRING, INTEGER);
        line.varargs("concat_ws", text, 2, "concat_ws(?1,?2...)", STRING);
        line.pattern("starts_with", line.type(StandardBasicTypes.BOOLEAN), "starts_with(?1,?2)", STRING, STRING);
        line.pattern("levenshtein_distance", whole, "levenshtein_distance(?1,?2)", STRING, STRING);
        line.pattern("hamming_distance", whole, "hamming_distance(?1,?2)", STRING, STRING);
        line.pattern("normalize", text, "normalize(?1)", STRING);
        line.pattern("word_stem", text, "word_stem(?1)", STRING);
        line.pattern("codepoint", line.type(StandardBasicTypes.INTEGER), "codepoint(cast(?1 as varchar(1)))", STRING);
        line.pattern("url_encode", text, "url_encode(?1)", STRING);
        line.pattern("url_decode", text, "url_decode(?1)", STRING);
        for (var part : new String[] {"host", "path", "protocol", "query", "fragment"}) {
            line.pattern("url_extract_" + part, text, "url_extract_" + part + "(?1)", STRING);
        }
        line.pattern("url_extract_port", whole, "url_extract_port(?1)", STRING);
        line.pattern("url_extract_parameter", text, "url_extract_parameter(?1,?2)", STRING, STRING);
        line.pattern("json_extract_scalar", text, "json_extract_scalar(?1,?2)", ANY, STRING);
        line.pattern("json_array_length", whole, "json_array_length(?1)", ANY);
        line.pattern("json_size", whole, "json_size(?1,?2)", ANY, STRING);
    }

    private static void numbers(Registrar line) {
        var real = line.type(StandardBasicTypes.DOUBLE);
        var whole = line.type(StandardBasicTypes.LONG);
        var truth = line.type(StandardBasicTypes.BOOLEAN);
        for (var name : new String[] {"and", "or", "xor", "left_shift", "right_shift"}) {
            line.pattern("bitwise_" + name, whole, "bitwise_" + name + "(?1,?2)", INTEGER, INTEGER);
        }
        line.pattern("bitwise_not", whole, "bitwise_not(?1)", INTEGER);
        line.pattern("bit_count", whole, "bit_count(?1,?2)", INTEGER, INTEGER);
        line.pattern("width_bucket", whole, "width_bucket(?1,?2,?3,?4)", NUMERIC, NUMERIC, NUMERIC, INTEGER);
        line.pattern("e", real, "e()");
        line.pattern("nan", real, "nan()");
        line.pattern("infinity", real, "infinity()");
        line.pattern("is_nan", truth, "is_nan(?1)", NUMERIC);
        line.pattern("is_finite", truth, "is_finite(?1)", NUMERIC);
        line.pattern("is_infinite", truth, "is_infinite(?1)", NUMERIC);
    }

    private static void datesAndTimes(Registrar line) {
        var text = line.type(StandardBasicTypes.STRING);
        var instant = line.type(StandardBasicTypes.INSTANT);
        line.pattern(
                "date_diff", line.type(StandardBasicTypes.LONG), "date_diff(?1,?2,?3)", STRING, TEMPORAL, TEMPORAL);
        line.pattern("date_add", useArgType(3), "date_add(?1,?2,?3)", STRING, INTEGER, TEMPORAL);
        line.pattern(
                "date_parse",
                line.type(StandardBasicTypes.LOCAL_DATE_TIME),
                "cast(date_parse(?1,?2) as timestamp(6))",
                STRING,
                STRING);
        line.pattern("date_format", text, "date_format(?1,?2)", TEMPORAL, STRING);
        line.pattern("format_datetime", text, "format_datetime(?1,?2)", TEMPORAL, STRING);
        line.pattern("parse_datetime", instant, AS_UTC.formatted("parse_datetime(?1,?2)"), STRING, STRING);
        line.pattern("from_unixtime", instant, AS_UTC.formatted("from_unixtime(?1)"), NUMERIC);
        line.pattern("to_unixtime", line.type(StandardBasicTypes.DOUBLE), "to_unixtime(?1)", TEMPORAL);
        line.pattern("from_iso8601_timestamp", instant, AS_UTC.formatted("from_iso8601_timestamp_nanos(?1)"), STRING);
        line.pattern("from_iso8601_date", line.type(StandardBasicTypes.LOCAL_DATE), "from_iso8601_date(?1)", STRING);
        line.pattern("to_iso8601", text, "to_iso8601(?1)", TEMPORAL);
        line.pattern("last_day_of_month", line.type(StandardBasicTypes.LOCAL_DATE), "last_day_of_month(?1)", TEMPORAL);
    }

    private static void others(Registrar line) {
        var text = line.type(StandardBasicTypes.STRING);
        BasicType<byte[]> bytes = line.type(StandardBasicTypes.BINARY);
        for (var name : new String[] {"sha1", "sha256", "sha512", "xxhash64"}) {
            line.pattern(name, bytes, name + "(to_utf8(?1))", STRING);
        }
        line.pattern("to_utf8", bytes, "to_utf8(?1)", STRING);
        line.pattern("from_utf8", text, "from_utf8(?1)", BINARY);
        line.pattern("to_base64", text, "to_base64(?1)", BINARY);
        line.pattern("from_base64", bytes, "from_base64(?1)", STRING);
        line.pattern("to_hex", text, "to_hex(?1)", BINARY);
        line.pattern("from_hex", bytes, "from_hex(?1)", STRING);
        line.pattern("typeof", text, "typeof(?1)", ANY);
        line.pattern("try", useArgType(1), "try(?1)", ANY);
        line.pattern("if", useArgType(2), "if(?1,?2,?3)", BOOLEAN, ANY, ANY);
        line.pattern("uuid", text, "cast(uuid() as varchar)", new FunctionParameterType[0]);
        line.registry.registerAlternateKey("gen_random_uuid", "uuid");
        line.registry
                .noArgsBuilder("current_user")
                .setInvariantType(text)
                .setUseParenthesesWhenNoArgs(false)
                .register();
    }
}
