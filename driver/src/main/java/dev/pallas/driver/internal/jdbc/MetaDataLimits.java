package dev.pallas.driver.internal.jdbc;

import java.sql.DatabaseMetaData;

/** Limits as DatabaseMetaData asks for them; 0 is none or not known. */
interface MetaDataLimits extends DatabaseMetaData {
    @Override
    default int getMaxBinaryLiteralLength() {
        return 0;
    }

    @Override
    default int getMaxCharLiteralLength() {
        return 0;
    }

    /** The limit of the Glue catalog. */
    @Override
    default int getMaxColumnNameLength() {
        return 255;
    }

    @Override
    default int getMaxColumnsInGroupBy() {
        return 0;
    }

    @Override
    default int getMaxColumnsInIndex() {
        return 0;
    }

    @Override
    default int getMaxColumnsInOrderBy() {
        return 0;
    }

    @Override
    default int getMaxColumnsInSelect() {
        return 0;
    }

    @Override
    default int getMaxColumnsInTable() {
        return 0;
    }

    @Override
    default int getMaxConnections() {
        return 0;
    }

    @Override
    default int getMaxCursorNameLength() {
        return 0;
    }

    @Override
    default int getMaxIndexLength() {
        return 0;
    }

    /** The limit of the Glue catalog. */
    @Override
    default int getMaxSchemaNameLength() {
        return 255;
    }

    @Override
    default int getMaxProcedureNameLength() {
        return 0;
    }

    /** The limit of CreateDataCatalog. */
    @Override
    default int getMaxCatalogNameLength() {
        return 256;
    }

    @Override
    default int getMaxRowSize() {
        return 0;
    }

    @Override
    default boolean doesMaxRowSizeIncludeBlobs() {
        return true;
    }

    /** Bytes of UTF-8. */
    @Override
    default int getMaxStatementLength() {
        return 262_144;
    }

    @Override
    default int getMaxStatements() {
        return 0;
    }

    /** The limit of the Glue catalog. */
    @Override
    default int getMaxTableNameLength() {
        return 255;
    }

    @Override
    default int getMaxTablesInSelect() {
        return 0;
    }

    @Override
    default int getMaxUserNameLength() {
        return 0;
    }

    @Override
    default long getMaxLogicalLobSize() {
        return 0;
    }
}
