package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.sql.SqlError;

/** Failures of data definition, in the words users of Athena know. */
final class HiveErrors {
    private HiveErrors() {}

    static SqlError noDatabase(String database) {
        return SqlError.semantic("[Error 10072]: Database does not exist: " + database);
    }

    static SqlError noTable(String table) {
        return SqlError.semantic("[Error 10001]: Table not found " + table);
    }

    /** The catalog refused while the statement ran. */
    static SqlError execution(String exception, String message) {
        return new SqlError(
                "FAILED",
                "Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. " + exception + "(message:"
                        + message + ")");
    }

    static SqlError exists(String message) {
        return execution("AlreadyExistsException", message);
    }
}
