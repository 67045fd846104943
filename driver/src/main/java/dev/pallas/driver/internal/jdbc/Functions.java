package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaType;
import dev.pallas.driver.DataType;
import dev.pallas.driver.internal.type.TypeParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.DatabaseMetaData;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The engine's functions as results of DatabaseMetaData. They stand in a list, a line for each signature, because Athena does not offer
 * SHOW FUNCTIONS. They belong to no catalog and to no schema.
 */
final class Functions {
    private static final Pattern LINE = Pattern.compile("(\\w+)\\((.*)\\) (scalar|aggregate|window) (.+)");

    private Functions() {}

    /** A signature; the types of parameters may be variables, such as {@code t} or {@code decimal(p,s)}. */
    private record Signature(String name, List<String> parameters, String kind, String result) {
        String specificName() {
            return name + "(" + String.join(", ", parameters) + ")";
        }
    }

    /** Read when first asked for. */
    private static final class Holder {
        static final List<Signature> ALL = read();

        private static List<Signature> read() {
            var list = Objects.requireNonNull(Functions.class.getResourceAsStream("functions.txt"));
            try (var lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
                return lines.lines().map(Functions::signature).toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Signature signature(String line) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalStateException(line);
        }
        var parameters = parts.group(2).isEmpty() ? List.<String>of() : TypeParser.split(parts.group(2));
        return new Signature(parts.group(1), parameters, parts.group(3), parts.group(4));
    }

    private static List<Signature> find(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern) {
        if ((catalog != null && !catalog.isEmpty())
                || !LikePattern.of(schemaPattern).matches("")) {
            return List.of();
        }
        var wanted = LikePattern.of(namePattern);
        return Holder.ALL.stream()
                .filter(function -> wanted.matches(function.name()))
                .toList();
    }

    static MemoryResult functions(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern) {
        var result = MemoryResult.of(
                "FUNCTION_CAT",
                "FUNCTION_SCHEM",
                "FUNCTION_NAME",
                "REMARKS",
                "FUNCTION_TYPE smallint",
                "SPECIFIC_NAME");
        for (var function : find(catalog, schemaPattern, namePattern)) {
            result.add(
                    null,
                    null,
                    function.name(),
                    function.kind(),
                    DatabaseMetaData.functionNoTable,
                    function.specificName());
        }
        return result.sorted(2, 5);
    }

    static MemoryResult columns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String namePattern,
            @Nullable String columnPattern) {
        var result = MemoryResult.of(
                "FUNCTION_CAT",
                "FUNCTION_SCHEM",
                "FUNCTION_NAME",
                "COLUMN_NAME",
                "COLUMN_TYPE smallint",
                "DATA_TYPE integer",
                "TYPE_NAME",
                "PRECISION integer",
                "LENGTH integer",
                "SCALE smallint",
                "RADIX smallint",
                "NULLABLE smallint",
                "REMARKS",
                "CHAR_OCTET_LENGTH integer",
                "ORDINAL_POSITION integer",
                "IS_NULLABLE",
                "SPECIFIC_NAME");
        var wanted = LikePattern.of(columnPattern);
        for (var function : find(catalog, schemaPattern, namePattern)) {
            for (var i = 0; i <= function.parameters().size(); i++) {
                var name = i == 0 ? "result" : "parameter" + i;
                if (wanted.matches(name)) {
                    addColumn(result, function, name, i);
                }
            }
        }
        return result.sorted(2, 16, 14);
    }

    private static void addColumn(MemoryResult result, Signature function, String name, int position) {
        var typeName = position == 0 ? function.result() : function.parameters().get(position - 1);
        var code = JdbcTypes.code(AthenaType.ofName(typeName));
        var type = type(typeName);
        result.add(
                null,
                null,
                function.name(),
                name,
                position == 0 ? DatabaseMetaData.functionReturn : DatabaseMetaData.functionColumnIn,
                code,
                typeName,
                type.map(JdbcTypes::columnSize).orElse(null),
                null,
                type.map(JdbcTypes::decimalDigits).orElse(null),
                JdbcTypes.isNumber(code) ? 10 : null,
                DatabaseMetaData.functionNullableUnknown,
                null,
                null,
                position,
                "",
                function.specificName());
    }

    /** Empty for variables, such as {@code t} and {@code decimal(p,s)}. */
    private static Optional<DataType> type(String name) {
        try {
            return Optional.of(DataType.parse(name));
        } catch (AthenaException e) {
            return Optional.empty();
        }
    }
}
