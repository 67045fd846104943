package dev.pallas.dialect.internal;

import dev.pallas.dialect.internal.temporal.IcebergTimeTravel;
import dev.pallas.dialect.internal.type.ColumnTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hibernate.MappingException;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedTableName;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.spi.Exporter;
import org.jspecify.annotations.Nullable;

/**
 * Creates and drops Iceberg tables in Athena's DDL, which is Hive's: names in backticks, types such as {@code string}, and no constraints of
 * any kind, because Athena has none.
 */
public final class AthenaTableExporter implements Exporter<Table> {
    /** Under which S3 prefix tables are created. */
    public static final String WAREHOUSE_LOCATION = "hibernate.athena.warehouse_location";

    private static final Pattern LOCATION = Pattern.compile("\\blocation\\s*'", Pattern.CASE_INSENSITIVE);
    private static final Pattern PROPERTIES = Pattern.compile("\\btblproperties\\s*\\(", Pattern.CASE_INSENSITIVE);
    private static final String ICEBERG = "TBLPROPERTIES ('table_type'='ICEBERG')";

    private final Dialect dialect;

    /**
     * Creates an exporter.
     *
     * @param dialect the dialect whose types the columns get
     */
    public AthenaTableExporter(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public String[] getSqlCreateStrings(Table table, Metadata metadata, SqlStringGenerationContext context) {
        var name = qualified(table, context);
        if (IcebergTimeTravel.isMetadataOf(name)) {
            return new String[0];
        }
        if (table.getViewQuery() != null) {
            return new String[] {"create view " + viewName(name) + " as " + table.getViewQuery()};
        }
        var sql = new StringBuilder("create table ").append(ddlName(name)).append(" (");
        var separator = "";
        for (var column : table.getColumns()) {
            if (IcebergTimeTravel.isKeptByTheTable(column)) {
                continue;
            }
            sql.append(separator);
            appendColumn(sql, column, metadata);
            separator = ", ";
        }
        sql.append(')');
        if (table.getComment() != null) {
            sql.append(" comment ").append(hiveString(table.getComment()));
        }
        for (var clause : tail(table, name, metadata)) {
            sql.append(' ').append(clause);
        }
        var commands = new ArrayList<String>();
        commands.add(sql.toString());
        for (var init : table.getInitCommands(context)) {
            commands.addAll(List.of(init.initCommands()));
        }
        return commands.toArray(String[]::new);
    }

    private static void appendColumn(StringBuilder sql, Column column, Metadata metadata) {
        sql.append(backticks(column.getName()))
                .append(' ')
                .append(ColumnTypes.of(column, metadata).hive());
        if (column.getComment() != null) {
            sql.append(" comment ").append(hiveString(column.getComment()));
        }
    }

    /** What follows the columns: the table's own options, and what they leave out. */
    private static List<String> tail(Table table, QualifiedTableName name, Metadata metadata) {
        var options = table.getOptions() == null ? "" : table.getOptions().strip();
        var location = LOCATION.matcher(options).find() ? "" : "LOCATION " + hiveString(location(name, metadata));
        var properties = PROPERTIES.matcher(options);
        var clauses = properties.find()
                ? List.of(
                        options.substring(0, properties.start()).strip(),
                        location,
                        options.substring(properties.start()))
                : List.of(options, location, ICEBERG);
        return clauses.stream().filter(clause -> !clause.isEmpty()).toList();
    }

    private static String location(QualifiedTableName name, Metadata metadata) {
        var warehouse = setting(metadata, WAREHOUSE_LOCATION);
        if (warehouse == null || warehouse.isBlank()) {
            throw new MappingException("Athena creates a table only with its S3 location, and none is known for '"
                    + name.getTableName().getText() + "'. Set " + WAREHOUSE_LOCATION
                    + " to an S3 prefix such as s3://bucket/warehouse/, or give the table its own: "
                    + "@Table(options = \"LOCATION 's3://bucket/path/'\").");
        }
        var prefix = warehouse.endsWith("/") ? warehouse : warehouse + "/";
        var schema = name.getSchemaName();
        return prefix
                + (schema == null ? "" : schema.getText().toLowerCase(Locale.ROOT) + "/")
                + name.getTableName().getText().toLowerCase(Locale.ROOT) + "/";
    }

    private static @Nullable String setting(Metadata metadata, String name) {
        var value = ((MetadataImplementor) metadata)
                .getMetadataBuildingOptions()
                .getServiceRegistry()
                .requireService(ConfigurationService.class)
                .getSettings()
                .get(name);
        return value == null ? null : value.toString();
    }

    @Override
    public String[] getSqlDropStrings(Table table, Metadata metadata, SqlStringGenerationContext context) {
        var name = qualified(table, context);
        if (IcebergTimeTravel.isMetadataOf(name)) {
            return new String[0];
        }
        return new String[] {
            table.getViewQuery() == null
                    ? "drop table if exists " + ddlName(name)
                    : "drop view if exists " + viewName(name)
        };
    }

    private static QualifiedTableName qualified(Table table, SqlStringGenerationContext context) {
        return context.withDefaults(table.getQualifiedTableName());
    }

    /** The name as DDL takes it: database and table, no catalog. */
    private static String ddlName(QualifiedTableName name) {
        requireDefaultCatalog(name);
        var schema = name.getSchemaName();
        return (schema == null ? "" : backticks(schema.getText()) + ".")
                + backticks(name.getTableName().getText());
    }

    /** CREATE VIEW is the exception: it is written in the language of queries. */
    private String viewName(QualifiedTableName name) {
        requireDefaultCatalog(name);
        var schema = name.getSchemaName();
        return (schema == null ? "" : schema.render(dialect) + ".")
                + name.getTableName().render(dialect);
    }

    private static void requireDefaultCatalog(QualifiedTableName name) {
        Identifier catalog = name.getCatalogName();
        if (catalog != null && !catalog.getText().equalsIgnoreCase("AwsDataCatalog")) {
            throw new MappingException("Athena's DDL reaches only the catalog AwsDataCatalog, and '"
                    + name.getTableName().getText() + "' is mapped to '" + catalog.getText()
                    + "'. Create that table outside of Hibernate.");
        }
    }

    private static String backticks(String name) {
        return '`' + name.toLowerCase(Locale.ROOT).replace("`", "``") + '`';
    }

    private static String hiveString(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
    }
}
