package dev.pallas.dialect.internal.function;

import static org.hibernate.query.sqm.produce.function.FunctionParameterType.INTEGER;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.NUMERIC;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.STRING;

import dev.pallas.dialect.internal.Refusals;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.function.CastingConcatFunction;
import org.hibernate.dialect.function.CommonFunctionFactory;
import org.hibernate.dialect.function.TruncFunction;
import org.hibernate.query.sqm.function.SqmFunctionRegistry;
import org.hibernate.query.sqm.produce.function.FunctionParameterType;
import org.hibernate.query.sqm.produce.function.FunctionReturnTypeResolver;
import org.hibernate.query.sqm.produce.function.StandardFunctionReturnTypeResolvers;
import org.hibernate.sql.ast.SqlAstNodeRenderingMode;
import org.hibernate.type.BasicType;
import org.hibernate.type.BasicTypeReference;
import org.hibernate.type.StandardBasicTypes;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * Registers what Athena's functions are called, one line a function where the name or a pattern is all. What differs from, or goes beyond, what
 * Hibernate registers for every database is here and in the tables that this one calls.
 */
public final class AthenaFunctions {
    private static final String INITCAP =
            "array_join(transform(split(lower(?1),' '),w_->upper(substr(w_,1,1))||substr(w_,2)),' ')";

    private final Registrar line;
    private final Dialect dialect;
    private final TypeConfiguration types;
    private final SqmFunctionRegistry registry;
    private final CommonFunctionFactory common;

    private AthenaFunctions(Registrar line) {
        this.line = line;
        dialect = line.dialect;
        types = line.types;
        registry = line.registry;
        common = line.common;
    }

    /**
     * Registers everything for one boot.
     *
     * @param dialect the dialect
     * @param contributions where functions go
     */
    public static void register(Dialect dialect, FunctionContributions contributions) {
        var line = new Registrar(dialect, contributions);
        var functions = new AthenaFunctions(line);
        functions.strings();
        functions.numbers();
        functions.datesAndTimes();
        functions.aggregatesAndWindows();
        EngineFunctions.register(line);
        ArrayFunctions.register(line);
        JsonFunctions.register(line);
    }

    private void strings() {
        var string = type(StandardBasicTypes.STRING);
        var integer = type(StandardBasicTypes.INTEGER);
        common.characterLength_length(SqlAstNodeRenderingMode.DEFAULT);
        common.trim2();
        common.reverse();
        common.translate();
        common.soundex();
        common.substr();
        common.pad_space();
        registry.register(
                "concat", new CastingConcatFunction(dialect, "||", false, SqlAstNodeRenderingMode.DEFAULT, types));
        registry.registerBinaryTernaryPattern(
                        "locate",
                        integer,
                        "strpos(?2,?1)",
                        "case strpos(substr(?2,?3),?1) when 0 then 0 else strpos(substr(?2,?3),?1)+?3-1 end",
                        STRING,
                        STRING,
                        INTEGER,
                        types)
                .setArgumentListSignature("(STRING pattern, STRING string[, INTEGER start])");
        pattern("position", integer, "strpos(?2,?1)", STRING, STRING);
        pattern("instr", integer, "strpos(?1,?2)", STRING, STRING);
        pattern("left", string, "substr(?1,1,?2)", STRING, INTEGER);
        pattern("right", string, "substr(?1,greatest(length(?1)-?2+1,1))", STRING, INTEGER);
        pattern("repeat", string, "case when ?1 is not null then array_join(repeat(?1,?2),'') end", STRING, INTEGER);
        pattern("space", string, "array_join(repeat(' ',?1),'')", INTEGER);
        pattern("ascii", integer, "codepoint(cast(substr(?1,1,1) as varchar(1)))", STRING);
        pattern("chr", type(StandardBasicTypes.CHARACTER), "chr(?1)", INTEGER);
        registry.registerAlternateKey("char", "chr");
        pattern("octet_length", integer, "length(to_utf8(?1))", STRING);
        pattern("bit_length", integer, "(length(to_utf8(?1))*8)", STRING);
        common.hex("to_hex(?1)");
        pattern("unhex", type(StandardBasicTypes.BINARY), "from_hex(?1)", STRING);
        common.md5("md5(to_utf8(?1))");
        common.sha("sha256(to_utf8(?1))");
        pattern("crc32", type(StandardBasicTypes.LONG), "crc32(to_utf8(?1))", STRING);
        pattern("initcap", string, INITCAP, STRING);
        pattern("insert", string, "(substr(?1,1,?2-1)||?4||substr(?1,?2+?3))", STRING, INTEGER, INTEGER, STRING);
        registry.registerBinaryTernaryPattern(
                        "regexp_like",
                        type(StandardBasicTypes.BOOLEAN),
                        "regexp_like(?1,?2)",
                        "regexp_like(?1,'('||chr(63)||?3||')'||?2)",
                        STRING,
                        STRING,
                        STRING,
                        types)
                .setArgumentListSignature("(STRING string, STRING pattern[, STRING flags])");
        registry.register("cast", new AthenaCastFunction(dialect));
        registry.register("collate", new RefusedFunction("collate", string, Refusals.COLLATE));
    }

    private void numbers() {
        var real = type(StandardBasicTypes.DOUBLE);
        var integer = type(StandardBasicTypes.INTEGER);
        common.cbrt();
        common.pi();
        common.radians();
        common.degrees();
        common.log10();
        common.log2();
        common.cosh();
        common.tanh();
        pattern("log", real, "log(?1,?2)", NUMERIC, NUMERIC);
        pattern("cot", real, "(1/tan(?1))", NUMERIC);
        pattern("rand", real, "random()");
        registry.registerAlternateKey("random", "rand");
        pattern("sign", integer, "cast(sign(?1) as integer)", NUMERIC);
        pattern("square", real, "power(?1,2)", NUMERIC);
        registry.register(
                "trunc",
                new TruncFunction(
                        "truncate(?1)",
                        "(truncate(?1*power(10,?2))/power(10,?2))",
                        TruncFunction.DatetimeTrunc.DATE_TRUNC,
                        null,
                        types));
        registry.registerAlternateKey("truncate", "trunc");
        bits("bitand", "bitwise_and(?1,?2)", 2);
        bits("bitor", "bitwise_or(?1,?2)", 2);
        bits("bitxor", "bitwise_xor(?1,?2)", 2);
        bits("bitnot", "bitwise_not(?1)", 1);
    }

    private void bits(String name, String pattern, int arguments) {
        registry.patternDescriptorBuilder(name, pattern)
                .setReturnTypeResolver(StandardFunctionReturnTypeResolvers.useFirstNonNull())
                .setExactArgumentCount(arguments)
                .register();
    }

    private void datesAndTimes() {
        registry.register("extract", new AthenaExtractFunction(dialect, types));
        registry.register("format", new AthenaFormatFunction(types));
        registry.register("timestampadd", new AthenaTimestampaddFunction(dialect, types));
        registry.registerAlternateKey("dateadd", "timestampadd");
        common.dateTrunc();
        common.yearMonthDay();
        common.hourMinuteSecond();
        var integer = type(StandardBasicTypes.INTEGER);
        pattern("week", integer, "week(?1)", FunctionParameterType.TEMPORAL);
        pattern("quarter", integer, "quarter(?1)", FunctionParameterType.TEMPORAL);
        pattern("day_of_week", integer, "(day_of_week(?1)%7+1)", FunctionParameterType.TEMPORAL);
        registry.registerAlternateKey("dayofweek", "day_of_week");
        pattern("day_of_month", integer, "day(?1)", FunctionParameterType.TEMPORAL);
        registry.registerAlternateKey("dayofmonth", "day_of_month");
        pattern("day_of_year", integer, "day_of_year(?1)", FunctionParameterType.TEMPORAL);
        registry.registerAlternateKey("dayofyear", "day_of_year");
        pattern(
                "dayname",
                type(StandardBasicTypes.STRING),
                "date_format(cast(?1 as timestamp(6)),'%W')",
                FunctionParameterType.TEMPORAL);
        pattern(
                "monthname",
                type(StandardBasicTypes.STRING),
                "date_format(cast(?1 as timestamp(6)),'%M')",
                FunctionParameterType.TEMPORAL);
        pattern(
                "add_months",
                StandardFunctionReturnTypeResolvers.useArgType(1),
                "date_add('month',?2,?1)",
                FunctionParameterType.TEMPORAL,
                INTEGER);
        pattern(
                "last_day",
                type(StandardBasicTypes.LOCAL_DATE),
                "last_day_of_month(?1)",
                FunctionParameterType.TEMPORAL);
    }

    private void aggregatesAndWindows() {
        registry.register("avg", new AthenaAvgFunction(dialect, types));
        common.everyAny_boolAndOr();
        common.stddev();
        common.stddevPopSamp();
        common.variance();
        common.varPopSamp();
        common.covarPopSamp();
        common.corr();
        common.windowFunctions();
        registry.namedWindowDescriptorBuilder("ntile")
                .setExactArgumentCount(1)
                .setParameterTypes(INTEGER)
                .setInvariantType(type(StandardBasicTypes.LONG))
                .register();
        HypotheticalSet.register(line);
        Percentile.register(line);
        Regression.register(line);
        registry.register("listagg", new AthenaListaggFunction(types));
    }

    private <T> BasicType<T> type(BasicTypeReference<T> reference) {
        return line.type(reference);
    }

    private void pattern(
            String name, FunctionReturnTypeResolver result, String pattern, FunctionParameterType... arguments) {
        line.pattern(name, result, pattern, arguments);
    }

    private void pattern(String name, BasicType<?> result, String pattern, FunctionParameterType... arguments) {
        line.pattern(name, result, pattern, arguments);
    }
}
