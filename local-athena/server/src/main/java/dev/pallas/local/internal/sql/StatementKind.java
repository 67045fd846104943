package dev.pallas.local.internal.sql;

/**
 * What a statement is, in the words of the Athena API.
 *
 * <p>The names of the constants are the API's substatement types.
 */
public enum StatementKind {
    SELECT("DML", Result.ROWS),
    INSERT("DML", Result.COUNT),
    UPDATE("DML", Result.CHANGED_ROWS),
    DELETE("DML", Result.CHANGED_ROWS),
    MERGE("DML", Result.CHANGED_ROWS),
    UNLOAD("DML", Result.COUNT),
    CREATE_TABLE_AS_SELECT("DDL", Result.CREATED_ROWS),
    EXPLAIN("UTILITY", Result.ROWS),
    CREATE_VIEW("DDL", Result.TEXT),
    PREPARE("DDL", Result.TEXT),
    DEALLOCATE("DDL", Result.TEXT),
    EXECUTE("DML", Result.ROWS),
    CREATE_DATABASE("DDL", Result.TEXT),
    DROP_DATABASE("DDL", Result.TEXT),
    ALTER_DATABASE("DDL", Result.TEXT),
    CREATE_TABLE("DDL", Result.TEXT),
    DROP_TABLE("DDL", Result.TEXT),
    DROP_VIEW("DDL", Result.TEXT),
    ALTER_TABLE_ADD_COLUMN("DDL", Result.TEXT),
    ALTER_TABLE_ADD_PARTITION("DDL", Result.TEXT),
    ALTER_TABLE_CHANGE_COLUMN("DDL", Result.TEXT),
    ALTER_TABLE_DROP_COLUMN("DDL", Result.TEXT),
    ALTER_TABLE_DROP_PARTITION("DDL", Result.TEXT),
    ALTER_TABLE_PROPERTIES("DDL", Result.TEXT),
    ALTER_TABLE_RENAME("DDL", Result.TEXT),
    ALTER_TABLE_RENAME_PARTITION("DDL", Result.TEXT),
    ALTER_TABLE_REPLACE_COLUMN("DDL", Result.TEXT),
    ALTER_TABLE_SET_LOCATION("DDL", Result.TEXT),
    MSCK_REPAIR("DDL", Result.TEXT),
    OPTIMIZE("DDL", Result.TEXT),
    VACUUM("DDL", Result.TEXT),
    SHOW_DATABASES("UTILITY", Result.TEXT),
    SHOW_TABLES("UTILITY", Result.TEXT),
    SHOW_VIEWS("UTILITY", Result.TEXT),
    SHOW_COLUMNS("UTILITY", Result.TEXT),
    SHOW_PARTITIONS("UTILITY", Result.TEXT),
    SHOW_TABLE_PROPERTIES("UTILITY", Result.TEXT),
    SHOW_CREATE_TABLE("UTILITY", Result.TEXT),
    SHOW_CREATE_VIEW("UTILITY", Result.TEXT),
    DESCRIBE_TABLE("UTILITY", Result.TEXT);

    /** What a statement leaves at the output location. */
    public enum Result {
        /** {@code <id>.csv}: rows with a header. */
        ROWS,
        /** {@code <id>.txt}: lines without a header, empty if the statement tells nothing. */
        TEXT,
        /** Nothing to read but the number of rows that were written. */
        COUNT,
        /** The same under the name {@code <id>.csv}, at which there is nothing. */
        CHANGED_ROWS,
        /** The files of a new table below {@code tables/}, and their number of rows. */
        CREATED_ROWS
    }

    private final String type;
    private final Result result;

    StatementKind(String type, Result result) {
        this.type = type;
        this.result = result;
    }

    /** {@code DDL}, {@code DML} or {@code UTILITY}. */
    public String type() {
        return type;
    }

    public Result result() {
        return result;
    }

    /** Whether such a statement may hold markers for values, and be prepared. */
    public boolean parameters() {
        return switch (this) {
            case SELECT, INSERT, CREATE_TABLE_AS_SELECT, UNLOAD -> true;
            default -> false;
        };
    }
}
