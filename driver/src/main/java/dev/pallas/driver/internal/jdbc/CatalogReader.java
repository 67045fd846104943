package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Catalog;
import dev.pallas.driver.Catalog.Table;
import dev.pallas.driver.Catalog.TableColumn;
import dev.pallas.driver.DataType;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The catalog as the results of DatabaseMetaData. A catalog of {@code null} is the connection's own, not all there are: another one
 * may be a connector that is started, and billed, for the asking.
 */
final class CatalogReader {
    private final AthenaConnection connection;

    CatalogReader(AthenaConnection connection) {
        this.connection = connection;
    }

    private Catalog catalog() {
        return connection.client().catalog();
    }

    private <T> T answer(CompletionStage<T> stage) throws SQLException {
        var answer = connection.answer(stage, () -> {});
        connection.noteAnswer();
        return answer;
    }

    MemoryResult catalogs() throws SQLException {
        var result = MemoryResult.of("TABLE_CAT");
        for (var name : answer(catalog().listCatalogs())) {
            result.add(name);
        }
        return result.sorted(0);
    }

    MemoryResult schemas(@Nullable String catalog, @Nullable String pattern) throws SQLException {
        var result = MemoryResult.of("TABLE_SCHEM", "TABLE_CATALOG");
        var found = find(catalog);
        if (found.isPresent()) {
            for (var name : databases(found.get(), pattern)) {
                result.add(name, found.get());
            }
        }
        return result.sorted(0);
    }

    MemoryResult tables(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            @Nullable String @Nullable [] types)
            throws SQLException {
        var result = MemoryResult.of(
                "TABLE_CAT",
                "TABLE_SCHEM",
                "TABLE_NAME",
                "TABLE_TYPE",
                "REMARKS",
                "TYPE_CAT",
                "TYPE_SCHEM",
                "TYPE_NAME",
                "SELF_REFERENCING_COL_NAME",
                "REF_GENERATION");
        Set<String> wanted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        if (types != null) {
            Arrays.stream(types).filter(type -> type != null).forEach(wanted::add);
        }
        for (var table : find(catalog, schemaPattern, tablePattern)) {
            var type = tableType(table);
            if (types == null || wanted.contains(type) || wanted.contains(table.type())) {
                result.add(
                        table.catalog(),
                        table.database(),
                        table.name(),
                        type,
                        table.comment(),
                        null,
                        null,
                        null,
                        null,
                        null);
            }
        }
        return result.sorted(3, 0, 1, 2);
    }

    private static String tableType(Table table) {
        return table.type().toUpperCase(Locale.ROOT).contains("VIEW") ? "VIEW" : "TABLE";
    }

    MemoryResult columns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            @Nullable String columnPattern)
            throws SQLException {
        var result = MemoryResult.of(
                "TABLE_CAT",
                "TABLE_SCHEM",
                "TABLE_NAME",
                "COLUMN_NAME",
                "DATA_TYPE integer",
                "TYPE_NAME",
                "COLUMN_SIZE integer",
                "BUFFER_LENGTH integer",
                "DECIMAL_DIGITS integer",
                "NUM_PREC_RADIX integer",
                "NULLABLE integer",
                "REMARKS",
                "COLUMN_DEF",
                "SQL_DATA_TYPE integer",
                "SQL_DATETIME_SUB integer",
                "CHAR_OCTET_LENGTH integer",
                "ORDINAL_POSITION integer",
                "IS_NULLABLE",
                "SCOPE_CATALOG",
                "SCOPE_SCHEMA",
                "SCOPE_TABLE",
                "SOURCE_DATA_TYPE smallint",
                "IS_AUTOINCREMENT",
                "IS_GENERATEDCOLUMN");
        var wanted = LikePattern.of(columnPattern);
        for (var table : find(catalog, schemaPattern, tablePattern)) {
            for (var i = 0; i < table.columns().size(); i++) {
                if (wanted.matches(table.columns().get(i).name())) {
                    addColumn(result, table, table.columns().get(i), i + 1);
                }
            }
        }
        return result.sorted(0, 1, 2, 16);
    }

    private static void addColumn(MemoryResult result, Table table, TableColumn column, int position) {
        var type = type(column.hiveType());
        var code = JdbcTypes.code(type.type());
        var size = JdbcTypes.columnSize(type);
        result.add(
                table.catalog(),
                table.database(),
                table.name(),
                column.name(),
                code,
                column.hiveType(),
                size,
                null,
                JdbcTypes.decimalDigits(type),
                JdbcTypes.isNumber(code) ? 10 : null,
                // a column of the partition key is no exception: Hive has a default partition for NULL
                DatabaseMetaData.columnNullable,
                column.comment(),
                null,
                null,
                null,
                JdbcTypes.isText(code) || code == Types.VARBINARY ? size : null,
                position,
                "YES",
                null,
                null,
                null,
                null,
                "NO",
                "NO");
    }

    /** A text that is no type, as a table made by others may have it, is that of a type that is not known. */
    private static DataType type(String text) {
        try {
            return DataType.parse(text);
        } catch (AthenaException e) {
            return new DataType(AthenaType.ofName(text), text, List.of(), List.of());
        }
    }

    private List<Table> find(@Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
            throws SQLException {
        var tables = new ArrayList<Table>();
        var found = find(catalog);
        if (found.isEmpty()) {
            return tables;
        }
        var single = LikePattern.single(tablePattern);
        var wanted = LikePattern.of(tablePattern);
        for (var database : databases(found.get(), schemaPattern)) {
            if (single.isPresent()) {
                answer(catalog().findTable(found.get(), database, single.get())).ifPresent(tables::add);
                continue;
            }
            for (var table : tables(found.get(), database)) {
                if (wanted.matches(table.name())) {
                    tables.add(table);
                }
            }
        }
        return tables;
    }

    private List<Table> tables(String catalog, String database) throws SQLException {
        try {
            return answer(catalog().listTables(catalog, database));
        } catch (SQLException e) {
            if (e.getCause() instanceof AthenaException athena && "MetadataException".equals(athena.errorCode())) {
                // dropped since the databases were listed
                return List.of();
            }
            throw e;
        }
    }

    private List<String> databases(String catalog, @Nullable String pattern) throws SQLException {
        var wanted = LikePattern.of(pattern);
        return answer(catalog().listDatabases(catalog)).stream()
                .filter(wanted::matches)
                .toList();
    }

    /** The catalog of that name, which JDBC does not take for a pattern; empty when there is none. */
    private Optional<String> find(@Nullable String catalog) throws SQLException {
        var own = connection.getCatalog();
        if (catalog == null || catalog.equalsIgnoreCase(own)) {
            return Optional.of(own);
        }
        return catalog.isEmpty()
                ? Optional.empty()
                : answer(catalog().listCatalogs()).stream()
                        .filter(catalog::equalsIgnoreCase)
                        .findFirst();
    }
}
