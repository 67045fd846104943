package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.internal.sql.JdbcFunctions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What there is to know of Athena and of its catalogs. The catalogs are read through Athena's API: no query is run. */
final class AthenaDatabaseMetaData
        implements MetaDataCapabilities, MetaDataLimits, MetaDataTransactions, MetaDataWithoutRows, Unwrapping {
    private final AthenaConnection connection;
    private final CatalogReader catalog;

    AthenaDatabaseMetaData(AthenaConnection connection) {
        this.connection = connection;
        this.catalog = new CatalogReader(connection);
    }

    private ResultSet open(MemoryResult result) throws SQLException {
        connection.checkOpen();
        return AthenaResultSet.of(connection, result);
    }

    @Override
    public ResultSet empty(String... columns) throws SQLException {
        return open(MemoryResult.of(columns));
    }

    @Override
    public ResultSet getCatalogs() throws SQLException {
        connection.checkOpen();
        return open(catalog.catalogs());
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        return getSchemas(null, null);
    }

    @Override
    public ResultSet getSchemas(@Nullable String catalogName, @Nullable String schemaPattern) throws SQLException {
        connection.checkOpen();
        return open(catalog.schemas(catalogName, schemaPattern));
    }

    @Override
    public ResultSet getTables(
            @Nullable String catalogName,
            @Nullable String schemaPattern,
            @Nullable String tableNamePattern,
            @Nullable String @Nullable [] types)
            throws SQLException {
        connection.checkOpen();
        return open(catalog.tables(catalogName, schemaPattern, tableNamePattern, types));
    }

    @Override
    public ResultSet getColumns(
            @Nullable String catalogName,
            @Nullable String schemaPattern,
            @Nullable String tableNamePattern,
            @Nullable String columnNamePattern)
            throws SQLException {
        connection.checkOpen();
        return open(catalog.columns(catalogName, schemaPattern, tableNamePattern, columnNamePattern));
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        return open(MemoryResult.of("TABLE_TYPE").add("TABLE").add("VIEW"));
    }

    @Override
    public ResultSet getFunctions(
            @Nullable String catalogName, @Nullable String schemaPattern, @Nullable String functionNamePattern)
            throws SQLException {
        return open(Functions.functions(catalogName, schemaPattern, functionNamePattern));
    }

    /** The result of a function is its column 0, {@code result}; its parameters have no names but {@code parameter1} and so on. */
    @Override
    public ResultSet getFunctionColumns(
            @Nullable String catalogName,
            @Nullable String schemaPattern,
            @Nullable String functionNamePattern,
            @Nullable String columnNamePattern)
            throws SQLException {
        return open(Functions.columns(catalogName, schemaPattern, functionNamePattern, columnNamePattern));
    }

    @Override
    public ResultSet getClientInfoProperties() throws SQLException {
        return open(ClientInfo.properties());
    }

    /** By the name that a type has in queries, and then by the one of DDL and of a table's columns, such as {@code string}. */
    @Override
    public ResultSet getTypeInfo() throws SQLException {
        var result = MemoryResult.of(
                "TYPE_NAME",
                "DATA_TYPE integer",
                "PRECISION integer",
                "LITERAL_PREFIX",
                "LITERAL_SUFFIX",
                "CREATE_PARAMS",
                "NULLABLE smallint",
                "CASE_SENSITIVE boolean",
                "SEARCHABLE smallint",
                "UNSIGNED_ATTRIBUTE boolean",
                "FIXED_PREC_SCALE boolean",
                "AUTO_INCREMENT boolean",
                "LOCAL_TYPE_NAME",
                "MINIMUM_SCALE smallint",
                "MAXIMUM_SCALE smallint",
                "SQL_DATA_TYPE integer",
                "SQL_DATETIME_SUB integer",
                "NUM_PREC_RADIX integer");
        addType(result, "boolean", AthenaType.BOOLEAN, 1, null, null, null);
        addType(result, "tinyint", AthenaType.TINYINT, 3, "TINYINT '", "'", null);
        addType(result, "smallint", AthenaType.SMALLINT, 5, "SMALLINT '", "'", null);
        addType(result, "integer", AthenaType.INTEGER, 10, null, null, null);
        addType(result, "int", AthenaType.INTEGER, 10, null, null, null);
        addType(result, "bigint", AthenaType.BIGINT, 19, "BIGINT '", "'", null);
        addType(result, "real", AthenaType.FLOAT, 9, "REAL '", "'", null);
        addType(result, "float", AthenaType.FLOAT, 9, "REAL '", "'", null);
        addType(result, "double", AthenaType.DOUBLE, 17, "DOUBLE '", "'", null);
        addType(result, "decimal", AthenaType.DECIMAL, 38, "DECIMAL '", "'", "precision,scale");
        addType(result, "char", AthenaType.CHAR, 65_536, "'", "'", "length");
        addType(result, "varchar", AthenaType.VARCHAR, JdbcTypes.UNBOUNDED, "'", "'", "length");
        addType(result, "string", AthenaType.VARCHAR, JdbcTypes.UNBOUNDED, "'", "'", null);
        addType(result, "varbinary", AthenaType.VARBINARY, JdbcTypes.UNBOUNDED, "X'", "'", null);
        addType(result, "binary", AthenaType.VARBINARY, JdbcTypes.UNBOUNDED, "X'", "'", null);
        addType(result, "date", AthenaType.DATE, 10, "DATE '", "'", null);
        addType(result, "time", AthenaType.TIME, 15, "TIME '", "'", "precision");
        addType(result, "timestamp", AthenaType.TIMESTAMP, 26, "TIMESTAMP '", "'", "precision");
        addType(
                result,
                "timestamp with time zone",
                AthenaType.TIMESTAMP_WITH_TIME_ZONE,
                64,
                "TIMESTAMP '",
                "'",
                "precision");
        addType(result, "array", AthenaType.ARRAY, null, "ARRAY[", "]", "type");
        addType(result, "map", AthenaType.MAP, null, null, null, "key type,value type");
        addType(result, "row", AthenaType.ROW, null, null, null, "name type,...");
        addType(result, "struct", AthenaType.ROW, null, null, null, "name:type,...");
        addType(result, "json", AthenaType.JSON, null, "JSON '", "'", null);
        addType(result, "uuid", AthenaType.UUID, 36, "UUID '", "'", null);
        addType(result, "ipaddress", AthenaType.OTHER, null, "IPADDRESS '", "'", null);
        addType(result, "interval day to second", AthenaType.OTHER, null, "INTERVAL '", "' SECOND", null);
        addType(result, "interval year to month", AthenaType.OTHER, null, "INTERVAL '", "' MONTH", null);
        return open(result.sorted(1));
    }

    private static void addType(
            MemoryResult result,
            String name,
            AthenaType type,
            @Nullable Integer precision,
            @Nullable String prefix,
            @Nullable String suffix,
            @Nullable String parameters) {
        var code = JdbcTypes.code(type);
        var isDecimal = code == Types.DECIMAL;
        result.add(
                name,
                code,
                precision,
                prefix,
                suffix,
                parameters,
                typeNullable,
                JdbcTypes.isCaseSensitive(type),
                JdbcTypes.isText(code) ? typeSearchable : typePredBasic,
                !JdbcTypes.isSigned(type),
                isDecimal,
                false,
                name,
                0,
                isDecimal ? 38 : 0,
                null,
                null,
                JdbcTypes.isNumber(code) ? 10 : null);
    }

    /** Without secrets: not what the application gave, but what it amounts to. */
    @Override
    public String getURL() {
        return connection.url();
    }

    /** Empty: an access key is not a name, and Athena does not tell whose it is. */
    @Override
    public String getUserName() {
        return "";
    }

    @Override
    public String getDatabaseProductName() {
        return "Amazon Athena";
    }

    @Override
    public String getDatabaseProductVersion() {
        return "3";
    }

    @Override
    public int getDatabaseMajorVersion() {
        return 3;
    }

    @Override
    public int getDatabaseMinorVersion() {
        return 0;
    }

    @Override
    public String getDriverName() {
        return DriverVersion.NAME;
    }

    @Override
    public String getDriverVersion() {
        return DriverVersion.MAJOR + "." + DriverVersion.MINOR;
    }

    @Override
    public int getDriverMajorVersion() {
        return DriverVersion.MAJOR;
    }

    @Override
    public int getDriverMinorVersion() {
        return DriverVersion.MINOR;
    }

    @Override
    public int getJDBCMajorVersion() {
        return 4;
    }

    @Override
    public int getJDBCMinorVersion() {
        return 3;
    }

    @Override
    public String getIdentifierQuoteString() {
        return "\"";
    }

    /** The reserved words of the engine that SQL:2003 does not know. */
    @Override
    public String getSQLKeywords() {
        return "CURRENT_CATALOG,CURRENT_SCHEMA,JSON_ARRAY,JSON_EXISTS,JSON_OBJECT,JSON_QUERY,JSON_TABLE,JSON_VALUE,LISTAGG,SKIP";
    }

    /** What the escape {@code {fn ..}} offers, here and in the three that follow. */
    @Override
    public String getNumericFunctions() {
        return JdbcFunctions.names(JdbcFunctions.Group.NUMERIC);
    }

    @Override
    public String getStringFunctions() {
        return JdbcFunctions.names(JdbcFunctions.Group.STRING);
    }

    @Override
    public String getSystemFunctions() {
        return JdbcFunctions.names(JdbcFunctions.Group.SYSTEM);
    }

    @Override
    public String getTimeDateFunctions() {
        return JdbcFunctions.names(JdbcFunctions.Group.TIME_DATE);
    }

    @Override
    public String getSearchStringEscape() {
        return LikePattern.ESCAPE;
    }

    @Override
    public String getExtraNameCharacters() {
        return "";
    }

    @Override
    public String getSchemaTerm() {
        return "database";
    }

    @Override
    public String getProcedureTerm() {
        return "procedure";
    }

    @Override
    public String getCatalogTerm() {
        return "data catalog";
    }

    @Override
    public String getCatalogSeparator() {
        return ".";
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public Optional<Object> wrapped() {
        return Optional.of(connection.client());
    }
}
