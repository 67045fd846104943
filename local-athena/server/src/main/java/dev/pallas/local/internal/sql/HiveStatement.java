package dev.pallas.local.internal.sql;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A statement of the data definition language. Identifiers are in lower case, strings without their quotes. */
public sealed interface HiveStatement {
    record CreateDatabase(
            String name,
            boolean ifNotExists,
            @Nullable String comment,
            @Nullable String location,
            Map<String, String> properties)
            implements HiveStatement {}

    record DropDatabase(String name, boolean ifExists, boolean cascade) implements HiveStatement {}

    record AlterDatabase(String name, Map<String, String> properties) implements HiveStatement {}

    record CreateTable(
            boolean external,
            boolean ifNotExists,
            TableName name,
            List<Column> columns,
            @Nullable String comment,
            List<PartitionField> partitions,
            List<String> bucketColumns,
            int buckets,
            @Nullable RowFormat rowFormat,
            @Nullable StoredAs storedAs,
            @Nullable String location,
            Map<String, String> properties)
            implements HiveStatement {
        public boolean iceberg() {
            return "iceberg".equalsIgnoreCase(properties.get("table_type"));
        }
    }

    record DropTable(TableName name, boolean ifExists) implements HiveStatement {}

    record DropView(TableName name, boolean ifExists) implements HiveStatement {}

    /**
     * SHOW DATABASES.
     *
     * @param pattern Hive's: {@code *} for any text, {@code |} between alternatives; null for all
     */
    record ShowDatabases(@Nullable String pattern) implements HiveStatement {}

    /**
     * SHOW TABLES and SHOW VIEWS.
     *
     * @param viewsOnly true for SHOW VIEWS
     */
    record ShowTables(@Nullable String database, @Nullable String pattern, boolean viewsOnly)
            implements HiveStatement {}

    record ShowColumns(TableName name) implements HiveStatement {}

    record ShowPartitions(TableName name) implements HiveStatement {}

    /**
     * SHOW TBLPROPERTIES.
     *
     * @param key the one property to show, null for all
     */
    record ShowTableProperties(TableName name, @Nullable String key) implements HiveStatement {}

    record ShowCreateTable(TableName name) implements HiveStatement {}

    record ShowCreateView(TableName name) implements HiveStatement {}

    /**
     * DESCRIBE.
     *
     * @param detailed with EXTENDED or FORMATTED
     * @param column the one column to describe, null for all
     */
    record Describe(
            TableName name,
            boolean detailed,
            @Nullable Map<String, String> partition,
            @Nullable String column) implements HiveStatement {}

    record RepairTable(TableName name) implements HiveStatement {}

    record AlterTable(TableName name, Alteration alteration) implements HiveStatement {}

    /**
     * OPTIMIZE.
     *
     * @param condition text of the condition in the language of queries, null for the whole table
     */
    record Optimize(TableName name, @Nullable String condition) implements HiveStatement {}

    record Vacuum(TableName name) implements HiveStatement {}

    /** What ALTER TABLE does. */
    sealed interface Alteration {
        record AddPartitions(boolean ifNotExists, List<PartitionLocation> partitions) implements Alteration {}

        record DropPartitions(boolean ifExists, List<Map<String, String>> partitions) implements Alteration {}

        record RenamePartition(Map<String, String> from, Map<String, String> to) implements Alteration {}

        record AddColumns(List<Column> columns) implements Alteration {}

        record ReplaceColumns(List<Column> columns) implements Alteration {}

        /**
         * CHANGE COLUMN.
         *
         * @param after the column to stand behind, empty to become the first, null to stay
         */
        record ChangeColumn(
                String from, Column column, @Nullable String after) implements Alteration {}

        record DropColumn(String name) implements Alteration {}

        record SetLocation(@Nullable Map<String, String> partition, String location) implements Alteration {}

        record SetProperties(Map<String, String> properties) implements Alteration {}

        record UnsetProperties(boolean ifExists, List<String> keys) implements Alteration {}

        record RenameTable(TableName to) implements Alteration {}
    }

    record Column(String name, HiveType type, @Nullable String comment) {}

    /** A partition key of its own (typed), a column, or a transform of a column. */
    record PartitionField(
            String name,
            @Nullable HiveType type,
            @Nullable String comment,
            @Nullable Transform transform) {}

    /**
     * A function of a column by which rows are partitioned.
     *
     * @param width the number of {@code bucket} and {@code truncate}, null for the others
     */
    record Transform(String function, @Nullable Integer width) {}

    record PartitionLocation(
            Map<String, String> values, @Nullable String location) {}

    /** How rows are written in text. */
    sealed interface RowFormat {
        record Delimited(
                @Nullable String fields,
                @Nullable String escape,
                @Nullable String items,
                @Nullable String keys,
                @Nullable String lines,
                @Nullable String nullText)
                implements RowFormat {}

        record Serde(String library, Map<String, String> properties) implements RowFormat {}
    }

    /** Either a format by name, or the two classes. */
    record StoredAs(
            @Nullable String format,
            @Nullable String inputFormat,
            @Nullable String outputFormat) {}
}
