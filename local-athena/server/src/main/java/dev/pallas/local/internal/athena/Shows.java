package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.glue.GlueStore;
import dev.pallas.local.internal.s3.S3Objects;
import dev.pallas.local.internal.sql.HiveStatement;
import dev.pallas.local.internal.sql.HiveStatement.Column;
import dev.pallas.local.internal.sql.HiveStatement.Describe;
import dev.pallas.local.internal.sql.HiveStatement.ShowColumns;
import dev.pallas.local.internal.sql.HiveStatement.ShowCreateTable;
import dev.pallas.local.internal.sql.HiveStatement.ShowCreateView;
import dev.pallas.local.internal.sql.HiveStatement.ShowDatabases;
import dev.pallas.local.internal.sql.HiveStatement.ShowPartitions;
import dev.pallas.local.internal.sql.HiveStatement.ShowTableProperties;
import dev.pallas.local.internal.sql.HiveStatement.ShowTables;
import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.TableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SHOW and DESCRIBE. */
final class Shows {
    private static final List<ColumnInfo> DESCRIPTION =
            List.of(ColumnInfo.text("col_name"), ColumnInfo.text("data_type"), ColumnInfo.text("comment"));
    private static final int PADDING = 20;
    private static final String COLUMN_HEADER = String.join("\t", pad("# col_name"), pad("data_type"), pad("comment"));

    private final GlueStore glue;
    private final CatalogTables tables;
    private final Partitions partitions;

    Shows(GlueStore glue, S3Objects objects, CatalogTables tables) {
        this.glue = glue;
        this.tables = tables;
        this.partitions = new Partitions(glue, objects);
    }

    TextResult run(HiveStatement statement, String database) throws SqlError {
        if (statement instanceof ShowDatabases show) {
            var names =
                    glue.listDatabases().stream().map(node -> node.path("Name").asText());
            return TextResult.of(
                    "database_name", names.filter(matching(show.pattern())).toList());
        } else if (statement instanceof ShowTables show) {
            return tables(show, database);
        } else if (statement instanceof ShowColumns show) {
            var columns = tables.describe(show.name().in(database)).allColumns();
            return TextResult.of(
                    "field", columns.stream().map(column -> pad(column.name())).toList());
        } else if (statement instanceof ShowPartitions show) {
            return partitions(show.name().in(database));
        } else if (statement instanceof ShowTableProperties show) {
            return properties(show, database);
        } else if (statement instanceof ShowCreateTable show) {
            return createTable(show.name().in(database));
        } else if (statement instanceof ShowCreateView show) {
            return createView(show.name().in(database));
        }
        return describe((Describe) statement, database);
    }

    private TextResult tables(ShowTables show, String contextDatabase) throws SqlError {
        var database = show.database() == null ? contextDatabase : show.database();
        if (!tables.databaseExists(database)) {
            throw HiveErrors.noDatabase(database);
        }
        var names = glue.listTables(database).stream()
                .filter(table -> !show.viewsOnly() || TableDescription.kind(table) == TableDescription.Kind.VIEW)
                .map(table -> table.path("Name").asText());
        return TextResult.of(
                show.viewsOnly() ? "views" : "tab_name",
                names.filter(matching(show.pattern())).toList());
    }

    /** Hive's patterns: regular expressions in which a star stands for any text. */
    private static Predicate<String> matching(@Nullable String pattern) throws SqlError {
        if (pattern == null) {
            return name -> true;
        }
        var regex = Arrays.stream(pattern.split("\\|"))
                .map(alternative -> alternative.strip().replace("*", ".*"))
                .collect(Collectors.joining("|"));
        try {
            return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).asMatchPredicate();
        } catch (PatternSyntaxException e) {
            throw SqlError.semantic("Invalid pattern: " + pattern);
        }
    }

    private TextResult partitions(TableName.Resolved name) throws SqlError {
        var table = tables.get(name);
        if (table.path("PartitionKeys").isEmpty()) {
            throw HiveErrors.execution("", "Table " + name.table() + " is not a partitioned table");
        }
        return TextResult.of("partition", partitions.names(name, table));
    }

    private TextResult properties(ShowTableProperties show, String database) throws SqlError {
        var parameters = tables.describe(show.name().in(database)).parameters();
        var columns = List.of(ColumnInfo.text("prpt_name"), ColumnInfo.text("prpt_value"));
        var key = show.key();
        if (key != null) {
            var value = parameters.get(key);
            return new TextResult(
                    columns,
                    List.of(
                            value == null
                                    ? "Table " + show.name().in(database) + " does not have property: " + key
                                    : key + "\t" + value));
        }
        return new TextResult(
                columns,
                parameters.entrySet().stream()
                        .map(entry -> entry.getKey() + "\t" + entry.getValue())
                        .toList());
    }

    private TextResult createTable(TableName.Resolved name) throws SqlError {
        var table = tables.describe(name);
        return TextResult.of(
                "createtab_stmt",
                switch (table.kind()) {
                    case HIVE -> TableText.hive(table);
                    case ICEBERG -> TableText.iceberg(table);
                    case VIEW -> TableText.view(table);
                });
    }

    private TextResult createView(TableName.Resolved name) throws SqlError {
        var view = tables.describe(name);
        if (view.kind() != TableDescription.Kind.VIEW) {
            throw new SqlError("NOT_SUPPORTED", "Relation '" + name + "' is a table, not a view");
        }
        return TextResult.of("create view", TableText.view(view));
    }

    private TextResult describe(Describe describe, String database) throws SqlError {
        var table = tables.describe(describe.name().in(database));
        var lines = new ArrayList<String>();
        var wanted = describe.column();
        if (wanted != null) {
            var column = table.allColumns().stream()
                    .filter(candidate -> candidate.name().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> SqlError.semantic("[Error 10002]: Invalid column reference " + wanted));
            return new TextResult(DESCRIPTION, List.of(line(column)));
        }
        if (table.kind() == TableDescription.Kind.ICEBERG) {
            describeIceberg(table, lines);
        } else {
            if (describe.detailed()) {
                lines.add(COLUMN_HEADER);
                lines.add("\t \t ");
                table.columns().forEach(column -> lines.add(line(column)));
            } else {
                table.allColumns().forEach(column -> lines.add(line(column)));
            }
            if (!table.partitionKeys().isEmpty()) {
                lines.add("\t \t ");
                lines.add("# Partition Information\t \t ");
                lines.add(COLUMN_HEADER);
                lines.add("\t \t ");
                table.partitionKeys().forEach(column -> lines.add(line(column)));
            }
        }
        if (describe.detailed()) {
            TableText.details(table, lines);
        }
        return new TextResult(DESCRIPTION, lines);
    }

    private static void describeIceberg(TableDescription table, List<String> lines) {
        lines.add("# Table schema:\t\t");
        lines.add("# col_name\tdata_type\tcomment");
        table.columns()
                .forEach(
                        column -> lines.add(column.name() + "\t" + column.type().spaced() + "\t" + comment(column)));
        lines.add("\t\t");
        lines.add("# Partition spec:\t\t");
        lines.add("# field_name\tfield_transform\tcolumn_name");
        for (var field : table.partitionFields()) {
            lines.add(field.name() + "\t" + field.transform() + "\t" + field.column());
        }
    }

    private static String line(Column column) {
        return String.join("\t", pad(column.name()), pad(column.type().toString()), pad(comment(column)));
    }

    private static String comment(Column column) {
        return column.comment() == null ? "" : column.comment();
    }

    /** What Hive fills the columns of its texts to. */
    static String pad(String text) {
        return text + " ".repeat(Math.max(0, PADDING - text.length()));
    }
}
