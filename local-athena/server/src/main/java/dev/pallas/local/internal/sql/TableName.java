package dev.pallas.local.internal.sql;

import org.jspecify.annotations.Nullable;

/**
 * A table as a statement names it, in lower case.
 *
 * @param database null if the statement leaves it to the context
 */
public record TableName(@Nullable String database, String table) {
    /** The same with the context's database where none was named. */
    public Resolved in(String contextDatabase) {
        return new Resolved(database == null ? contextDatabase : database, table);
    }

    /** A table with its database. */
    public record Resolved(String database, String table) {
        /** The table in the engine's Iceberg catalog. */
        public String iceberg() {
            return "iceberg." + quote(database) + "." + quote(table);
        }

        /** The table in the catalog that users see. */
        public String visible() {
            return "awsdatacatalog." + quote(database) + "." + quote(table);
        }

        @Override
        public String toString() {
            return database + "." + table;
        }
    }

    /** An identifier in the engine's language. */
    public static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** A string in the engine's language. */
    public static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
