package dev.pallas.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.Catalog.TableColumn;
import java.lang.reflect.Method;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AthenaDatabaseMetaDataTest {
    private final FakeClient client = new FakeClient();
    private DatabaseMetaData metaData;

    @BeforeEach
    void tables() throws SQLException {
        client.catalog.table(
                "sales",
                "orders",
                "EXTERNAL_TABLE",
                new TableColumn("id", "bigint", null, false),
                new TableColumn("total", "decimal(10,2)", "in euro", false),
                new TableColumn("name", "varchar(20)", null, false),
                new TableColumn("items", "array<struct<a:int,b:decimal(10,1)>>", null, false),
                new TableColumn("day", "string", null, true));
        client.catalog.table("sales", "order_items", "EXTERNAL_TABLE", new TableColumn("id", "int", null, false));
        client.catalog.table("sales", "v", "VIRTUAL_VIEW", new TableColumn("id", "int", null, false));
        client.catalog.table("other", "orders", "EXTERNAL_TABLE", new TableColumn("id", "int", null, false));
        metaData = client.connection().getMetaData();
    }

    private static List<String> column(ResultSet rows, String... labels) throws SQLException {
        var values = new ArrayList<String>();
        while (rows.next()) {
            var row = new ArrayList<String>();
            for (var label : labels) {
                row.add(rows.getString(label));
            }
            values.add(String.join(".", row));
        }
        return values;
    }

    @Test
    void listsFunctions() throws SQLException {
        assertThat(column(
                        metaData.getFunctions(null, null, "cos%"),
                        "FUNCTION_NAME",
                        "REMARKS",
                        "FUNCTION_TYPE",
                        "SPECIFIC_NAME"))
                .containsExactly(
                        "cos.scalar.1.cos(double)",
                        "cosh.scalar.1.cosh(double)",
                        "cosine_similarity.scalar.1.cosine_similarity(map(varchar,double), map(varchar,double))");
        assertThat(column(metaData.getFunctions("", "", "cosh"), "FUNCTION_NAME"))
                .containsExactly("cosh");
        assertThat(column(metaData.getFunctions("AwsDataCatalog", null, "%"), "FUNCTION_NAME"))
                .isEmpty();
        assertThat(column(metaData.getFunctions(null, "sales", "%"), "FUNCTION_NAME"))
                .isEmpty();
        assertThat(column(metaData.getFunctions(null, null, null), "FUNCTION_NAME"))
                .contains("approx_percentile", "row_number", "regexp_like", "json_extract", "date_trunc")
                .hasSizeGreaterThan(500);
    }

    @Test
    void listsTheParametersOfFunctions() throws SQLException {
        assertThat(column(
                        metaData.getFunctionColumns(null, null, "round", "%"),
                        "SPECIFIC_NAME",
                        "COLUMN_NAME",
                        "COLUMN_TYPE",
                        "DATA_TYPE",
                        "TYPE_NAME",
                        "ORDINAL_POSITION"))
                .contains(
                        "round(double).result.4." + Types.DOUBLE + ".double.0",
                        "round(double).parameter1.1." + Types.DOUBLE + ".double.1",
                        "round(double, integer).parameter2.1." + Types.INTEGER + ".integer.2");
        assertThat(column(metaData.getFunctionColumns(null, null, "all_match", "parameter2"), "DATA_TYPE", "TYPE_NAME"))
                .containsExactly(Types.OTHER + ".function(t,boolean)");
        assertThat(column(metaData.getFunctionColumns(null, null, "pi", null), "COLUMN_NAME"))
                .containsExactly("result");
    }

    @Test
    void listsTheClientInfoThatConnectionsTake() throws SQLException {
        assertThat(column(metaData.getClientInfoProperties(), "NAME", "MAX_LEN"))
                .containsExactly("ApplicationName.256", "ClientHostname.256", "ClientUser.256");
    }

    @Test
    void listsTables() throws SQLException {
        assertThat(column(metaData.getTables(null, null, null, null), "TABLE_TYPE", "TABLE_SCHEM", "TABLE_NAME"))
                .containsExactly("TABLE.other.orders", "TABLE.sales.order_items", "TABLE.sales.orders", "VIEW.sales.v");
        assertThat(column(metaData.getTables(null, "SALES", "%", new String[] {"VIEW"}), "TABLE_NAME"))
                .containsExactly("v");
        assertThat(column(metaData.getTables("awsdatacatalog", "sales", "order_items", null), "TABLE_NAME"))
                .containsExactly("order_items");
        assertThat(column(metaData.getTables(null, "sales", "order\\_items", null), "REMARKS"))
                .containsExactly("about order_items");
        assertThat(column(metaData.getTables("nowhere", "sales", null, null), "TABLE_NAME"))
                .isEmpty();
        assertThat(column(metaData.getTables("", "sales", null, null), "TABLE_NAME"))
                .isEmpty();
    }

    @Test
    void listsColumns() throws SQLException {
        var rows = metaData.getColumns(null, "sales", "orders", null);
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("COLUMN_NAME")).isEqualTo("id");
        assertThat(rows.getInt("DATA_TYPE")).isEqualTo(Types.BIGINT);
        assertThat(rows.getString("TYPE_NAME")).isEqualTo("bigint");
        assertThat(rows.getInt("COLUMN_SIZE")).isEqualTo(19);
        assertThat(rows.getInt("ORDINAL_POSITION")).isEqualTo(1);
        assertThat(rows.getInt("NULLABLE")).isEqualTo(DatabaseMetaData.columnNullable);
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt("COLUMN_SIZE")).isEqualTo(10);
        assertThat(rows.getInt("DECIMAL_DIGITS")).isEqualTo(2);
        assertThat(rows.getString("REMARKS")).isEqualTo("in euro");
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt("COLUMN_SIZE")).isEqualTo(20);
        assertThat(rows.getInt("DECIMAL_DIGITS")).isZero();
        assertThat(rows.wasNull()).isTrue();
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt("DATA_TYPE")).isEqualTo(Types.ARRAY);
        assertThat(rows.getString("TYPE_NAME")).isEqualTo("array<struct<a:int,b:decimal(10,1)>>");
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("COLUMN_NAME")).isEqualTo("day");
        assertThat(rows.next()).isFalse();
        assertThat(column(metaData.getColumns(null, null, "%", "I_"), "TABLE_NAME"))
                .containsExactly("orders", "order_items", "orders", "v");
    }

    @Test
    void listsSchemasAndCatalogs() throws SQLException {
        assertThat(column(metaData.getSchemas(), "TABLE_CATALOG", "TABLE_SCHEM"))
                .containsExactly("AwsDataCatalog.other", "AwsDataCatalog.sales");
        assertThat(column(metaData.getSchemas("tpch", null), "TABLE_SCHEM")).isEmpty();
        assertThat(column(metaData.getCatalogs(), "TABLE_CAT")).containsExactly("AwsDataCatalog", "tpch");
        assertThat(column(metaData.getTableTypes(), "TABLE_TYPE")).containsExactly("TABLE", "VIEW");
        assertThat(client.submitted).isEmpty();
    }

    @Test
    void listsTypes() throws SQLException {
        var rows = metaData.getTypeInfo();
        var codes = new ArrayList<Integer>();
        var names = new HashMap<Integer, List<String>>();
        while (rows.next()) {
            codes.add(rows.getInt("DATA_TYPE"));
            names.computeIfAbsent(rows.getInt("DATA_TYPE"), code -> new ArrayList<>())
                    .add(rows.getString("TYPE_NAME"));
        }
        assertThat(codes).hasSize(28).isSorted().contains(Types.DECIMAL, Types.TIMESTAMP);
        // that of queries, and that of DDL and of a table's columns
        assertThat(names.get(Types.VARCHAR)).startsWith("varchar", "string");
        assertThat(names.get(Types.INTEGER)).containsExactly("integer", "int");
        assertThat(names.get(Types.STRUCT)).containsExactly("row", "struct");
    }

    @Test
    void tellsWhatAthenaIs() throws SQLException {
        assertThat(metaData.getDatabaseProductName()).isEqualTo("Amazon Athena");
        assertThat(metaData.getDatabaseProductVersion()).isEqualTo("3");
        assertThat(metaData.getIdentifierQuoteString()).isEqualTo("\"");
        assertThat(metaData.storesLowerCaseIdentifiers()).isTrue();
        assertThat(metaData.supportsTransactions()).isFalse();
        assertThat(metaData.supportsBatchUpdates()).isTrue();
        assertThat(metaData.getMaxStatementLength()).isEqualTo(262_144);
        assertThat(metaData.supportsSchemasInTableDefinitions()).isTrue();
        assertThat(metaData.supportsResultSetType(ResultSet.TYPE_SCROLL_INSENSITIVE))
                .isTrue();
        assertThat(metaData.supportsResultSetType(ResultSet.TYPE_SCROLL_SENSITIVE))
                .isFalse();
    }

    @Test
    void hasNoKeysAndNoIndexes() throws SQLException {
        assertThat(metaData.getPrimaryKeys(null, null, "orders").next()).isFalse();
        assertThat(metaData.getIndexInfo(null, null, "orders", false, true).next())
                .isFalse();
        var keys = metaData.getImportedKeys(null, null, "orders");
        assertThat(keys.getMetaData().getColumnCount()).isEqualTo(14);
        assertThat(keys.findColumn("fktable_name")).isEqualTo(7);
        assertThat(keys.getStatement()).isNull();
    }

    /** Nothing in DatabaseMetaData may fail: tools ask for all of it. */
    @Test
    void answersEverything() throws ReflectiveOperationException {
        for (var method : DatabaseMetaData.class.getMethods()) {
            assertThat(call(method)).as(method.toString()).isNotNull();
        }
    }

    private Object call(Method method) throws ReflectiveOperationException {
        var arguments = Arrays.stream(method.getParameterTypes())
                .map(type -> type == int.class ? (Object) 0 : type == boolean.class ? (Object) false : null)
                .toArray();
        if (method.getName().equals("unwrap") || method.getName().equals("isWrapperFor")) {
            arguments[0] = DatabaseMetaData.class;
        }
        return method.invoke(metaData, arguments);
    }
}
