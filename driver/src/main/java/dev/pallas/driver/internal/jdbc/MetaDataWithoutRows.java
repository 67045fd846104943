package dev.pallas.driver.internal.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What Athena does not have: empty results with the columns that JDBC lays down, because tools and Hibernate ask. */
interface MetaDataWithoutRows extends DatabaseMetaData {

    /** An empty result with these columns, see {@link MemoryResult#of}. */
    ResultSet empty(String... columns) throws SQLException;

    /** Athena has no stored procedures. */
    @Override
    default ResultSet getProcedures(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String procedureNamePattern)
            throws SQLException {
        return empty(
                "PROCEDURE_CAT",
                "PROCEDURE_SCHEM",
                "PROCEDURE_NAME",
                "RESERVED_1",
                "RESERVED_2",
                "RESERVED_3",
                "REMARKS",
                "PROCEDURE_TYPE smallint",
                "SPECIFIC_NAME");
    }

    @Override
    default ResultSet getProcedureColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String procedureNamePattern,
            @Nullable String columnNamePattern)
            throws SQLException {
        return empty(
                "PROCEDURE_CAT",
                "PROCEDURE_SCHEM",
                "PROCEDURE_NAME",
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
                "COLUMN_DEF",
                "SQL_DATA_TYPE integer",
                "SQL_DATETIME_SUB integer",
                "CHAR_OCTET_LENGTH integer",
                "ORDINAL_POSITION integer",
                "IS_NULLABLE",
                "SPECIFIC_NAME");
    }

    /** IAM and Lake Formation hold the privileges, out of reach of a query. */
    @Override
    default ResultSet getColumnPrivileges(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            @Nullable String columnNamePattern)
            throws SQLException {
        return empty(
                "TABLE_CAT",
                "TABLE_SCHEM",
                "TABLE_NAME",
                "COLUMN_NAME",
                "GRANTOR",
                "GRANTEE",
                "PRIVILEGE",
                "IS_GRANTABLE");
    }

    @Override
    default ResultSet getTablePrivileges(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tableNamePattern)
            throws SQLException {
        return empty("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "GRANTOR", "GRANTEE", "PRIVILEGE", "IS_GRANTABLE");
    }

    /** Athena has no constraints, so nothing is known to identify a row. */
    @Override
    default ResultSet getBestRowIdentifier(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, int scope, boolean nullable)
            throws SQLException {
        return empty(
                "SCOPE smallint",
                "COLUMN_NAME",
                "DATA_TYPE integer",
                "TYPE_NAME",
                "COLUMN_SIZE integer",
                "BUFFER_LENGTH integer",
                "DECIMAL_DIGITS smallint",
                "PSEUDO_COLUMN smallint");
    }

    @Override
    default ResultSet getVersionColumns(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return empty(
                "SCOPE smallint",
                "COLUMN_NAME",
                "DATA_TYPE integer",
                "TYPE_NAME",
                "COLUMN_SIZE integer",
                "BUFFER_LENGTH integer",
                "DECIMAL_DIGITS smallint",
                "PSEUDO_COLUMN smallint");
    }

    @Override
    default ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return empty("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME", "KEY_SEQ smallint", "PK_NAME");
    }

    @Override
    default ResultSet getImportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return foreignKeys();
    }

    @Override
    default ResultSet getExportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return foreignKeys();
    }

    @Override
    default ResultSet getCrossReference(
            @Nullable String parentCatalog,
            @Nullable String parentSchema,
            @Nullable String parentTable,
            @Nullable String foreignCatalog,
            @Nullable String foreignSchema,
            @Nullable String foreignTable)
            throws SQLException {
        return foreignKeys();
    }

    @Override
    default ResultSet getIndexInfo(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            boolean unique,
            boolean approximate)
            throws SQLException {
        return empty(
                "TABLE_CAT",
                "TABLE_SCHEM",
                "TABLE_NAME",
                "NON_UNIQUE boolean",
                "INDEX_QUALIFIER",
                "INDEX_NAME",
                "TYPE smallint",
                "ORDINAL_POSITION smallint",
                "COLUMN_NAME",
                "ASC_OR_DESC",
                "CARDINALITY bigint",
                "PAGES bigint",
                "FILTER_CONDITION");
    }

    @Override
    default ResultSet getUDTs(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String typeNamePattern,
            int @Nullable [] types)
            throws SQLException {
        return empty(
                "TYPE_CAT",
                "TYPE_SCHEM",
                "TYPE_NAME",
                "CLASS_NAME",
                "DATA_TYPE integer",
                "REMARKS",
                "BASE_TYPE smallint");
    }

    @Override
    default ResultSet getSuperTypes(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String typeNamePattern)
            throws SQLException {
        return empty("TYPE_CAT", "TYPE_SCHEM", "TYPE_NAME", "SUPERTYPE_CAT", "SUPERTYPE_SCHEM", "SUPERTYPE_NAME");
    }

    @Override
    default ResultSet getSuperTables(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tableNamePattern)
            throws SQLException {
        return empty("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "SUPERTABLE_NAME");
    }

    @Override
    default ResultSet getAttributes(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String typeNamePattern,
            @Nullable String attributeNamePattern)
            throws SQLException {
        return empty(
                "TYPE_CAT",
                "TYPE_SCHEM",
                "TYPE_NAME",
                "ATTR_NAME",
                "DATA_TYPE integer",
                "ATTR_TYPE_NAME",
                "ATTR_SIZE integer",
                "DECIMAL_DIGITS integer",
                "NUM_PREC_RADIX integer",
                "NULLABLE integer",
                "REMARKS",
                "ATTR_DEF",
                "SQL_DATA_TYPE integer",
                "SQL_DATETIME_SUB integer",
                "CHAR_OCTET_LENGTH integer",
                "ORDINAL_POSITION integer",
                "IS_NULLABLE",
                "SCOPE_CATALOG",
                "SCOPE_SCHEMA",
                "SCOPE_TABLE",
                "SOURCE_DATA_TYPE smallint");
    }

    @Override
    default ResultSet getPseudoColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tableNamePattern,
            @Nullable String columnNamePattern)
            throws SQLException {
        return empty(
                "TABLE_CAT",
                "TABLE_SCHEM",
                "TABLE_NAME",
                "COLUMN_NAME",
                "DATA_TYPE integer",
                "COLUMN_SIZE integer",
                "DECIMAL_DIGITS integer",
                "NUM_PREC_RADIX integer",
                "COLUMN_USAGE",
                "REMARKS",
                "CHAR_OCTET_LENGTH integer",
                "IS_NULLABLE");
    }

    private ResultSet foreignKeys() throws SQLException {
        return empty(
                "PKTABLE_CAT",
                "PKTABLE_SCHEM",
                "PKTABLE_NAME",
                "PKCOLUMN_NAME",
                "FKTABLE_CAT",
                "FKTABLE_SCHEM",
                "FKTABLE_NAME",
                "FKCOLUMN_NAME",
                "KEY_SEQ smallint",
                "UPDATE_RULE smallint",
                "DELETE_RULE smallint",
                "FK_NAME",
                "PK_NAME",
                "DEFERRABILITY smallint");
    }
}
