package dev.pallas.dialect.internal.schema;

import dev.pallas.dialect.TableFormat;
import dev.pallas.dialect.internal.Refusals;
import dev.pallas.dialect.internal.temporal.IcebergTimeTravel;
import dev.pallas.dialect.internal.type.ColumnType;
import dev.pallas.dialect.internal.type.ColumnTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.hibernate.MappingException;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.QualifiedTableName;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.spi.Exporter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates and drops tables in Athena's DDL, which is Hive's: types such as {@code string}, and no constraints of any kind,
 * because Athena has none.
 */
public final class AthenaTableExporter implements Exporter<Table> {
    private static final Logger log = LoggerFactory.getLogger(AthenaTableExporter.class);
    private static final Pattern LOCATION = Pattern.compile("\\blocation\\s*'", Pattern.CASE_INSENSITIVE);
    private static final Pattern PROPERTIES = Pattern.compile("\\btblproperties\\s*\\(", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARTITIONS = Pattern.compile("\\bpartitioned\\s+by\\b", Pattern.CASE_INSENSITIVE);

    private final Dialect dialect;
    private final Warehouse warehouse;
    private final AtomicBoolean said = new AtomicBoolean();

    /**
     * Creates an exporter.
     *
     * @param dialect the dialect whose types the columns get
     * @param connectionUrl the URL as the connection tells it; null where there was none to ask
     */
    public AthenaTableExporter(Dialect dialect, @Nullable String connectionUrl) {
        this.dialect = dialect;
        warehouse = new Warehouse(connectionUrl);
    }

    @Override
    public String[] getSqlCreateStrings(Table table, Metadata metadata, SqlStringGenerationContext context) {
        var name = Names.qualified(table, context);
        var commands = new ArrayList<String>();
        if (IcebergTimeTravel.isMetadata(name.getTableName().getText())) {
            return NO_COMMANDS;
        }
        if (table.getViewQuery() != null) {
            commands.add("create view " + viewName(name) + " as " + table.getViewQuery());
        } else {
            sayWhatIsLeftOut();
            commands.add(create(table, name, metadata));
        }
        for (var init : table.getInitCommands(context)) {
            commands.addAll(List.of(init.initCommands()));
        }
        return commands.toArray(String[]::new);
    }

    private void sayWhatIsLeftOut() {
        if (said.compareAndSet(false, true)) {
            log.info(
                    "Athena has no primary or foreign keys, unique or check constraints, 'not null', defaults, indexes and sequences:"
                            + " the tables are created without those of the mapping.");
        }
    }

    private String create(Table table, QualifiedTableName name, Metadata metadata) {
        var definition = TableDefinition.of(table, metadata);
        var format = definition.format();
        var columns = new ArrayList<String>();
        for (var column : table.getColumns()) {
            if (format.isIceberg() || !definition.isPartition(column)) {
                columns.add(column(column, format, metadata));
            }
        }
        if (columns.isEmpty()) {
            throw new MappingException("'" + name.getTableName().getText()
                    + "' would have no column but those it is partitioned by, which Athena does not allow.");
        }
        var clauses = new ArrayList<String>();
        clauses.add((format.isIceberg() ? "create table " : "create external table ") + Names.ddl(name) + " ("
                + String.join(", ", columns) + ")");
        if (table.getComment() != null) {
            clauses.add("comment " + Names.string(table.getComment()));
        }
        var options = definition.options();
        var properties = PROPERTIES.matcher(options);
        var ownProperties = properties.find();
        if (!PARTITIONS.matcher(options).find()) {
            clauses.add(partitions(table, definition, format, metadata));
        }
        clauses.addAll(format.isIceberg() ? List.of() : definition.storage(format));
        clauses.add(ownProperties ? options.substring(0, properties.start()).strip() : options);
        if (!LOCATION.matcher(options).find()) {
            var own = definition.location();
            clauses.add("LOCATION " + Names.string(own != null ? own : warehouse.location(name, metadata)));
        }
        clauses.add(ownProperties ? options.substring(properties.start()) : definition.properties(format));
        clauses.removeIf(String::isEmpty);
        return String.join(" ", clauses);
    }

    private static String partitions(Table table, TableDefinition definition, TableFormat format, Metadata metadata) {
        var partitions = new ArrayList<String>();
        if (format.isIceberg()) {
            partitions.addAll(definition.partitions());
        } else {
            for (var name : definition.partitionColumns()) {
                partitions.add(table.getColumns().stream()
                        .filter(column -> column.getName().equalsIgnoreCase(name))
                        .findFirst()
                        .map(column -> column(column, format, metadata))
                        .orElseThrow(() -> new MappingException("'" + table.getName() + "' is partitioned by '" + name
                                + "', which is not one of its columns.")));
            }
        }
        return partitions.isEmpty() ? "" : "PARTITIONED BY (" + String.join(", ", partitions) + ")";
    }

    /** A column as CREATE TABLE and ALTER TABLE take it. */
    static String column(Column column, TableFormat format, Metadata metadata) {
        if (column.getGeneratedAs() != null) {
            throw new MappingException(Refusals.GENERATED_COLUMN.formatted(column.getName()));
        }
        var type = ColumnTypes.of(column, metadata);
        var text = Names.backticks(column.getName()) + " "
                + (format.isIceberg() && type instanceof ColumnType.Scalar
                        ? IcebergTypes.of(column.getSqlType(metadata))
                        : type.hive());
        if (column.getComment() != null) {
            text += " comment " + Names.string(column.getComment());
        }
        return column.getOptions() == null || column.getOptions().isBlank() ? text : text + " " + column.getOptions();
    }

    @Override
    public String[] getSqlDropStrings(Table table, Metadata metadata, SqlStringGenerationContext context) {
        var name = Names.qualified(table, context);
        if (IcebergTimeTravel.isMetadata(name.getTableName().getText())) {
            return NO_COMMANDS;
        }
        return new String[] {
            table.getViewQuery() == null
                    ? "drop table if exists " + Names.ddl(name)
                    : "drop view if exists " + viewName(name)
        };
    }

    /** CREATE VIEW is the exception: it is written in the language of queries. */
    private String viewName(QualifiedTableName name) {
        Names.requireDefaultCatalog(name);
        var schema = name.getSchemaName();
        return (schema == null ? "" : schema.render(dialect) + ".")
                + name.getTableName().render(dialect);
    }
}
