package dev.pallas.local.internal.sql;

import dev.pallas.local.internal.sql.HiveStatement.Alteration;
import dev.pallas.local.internal.sql.HiveStatement.Column;
import dev.pallas.local.internal.sql.HiveStatement.PartitionField;
import dev.pallas.local.internal.sql.HiveStatement.PartitionLocation;
import dev.pallas.local.internal.sql.HiveStatement.RowFormat;
import dev.pallas.local.internal.sql.HiveStatement.StoredAs;
import dev.pallas.local.internal.sql.HiveStatement.Transform;
import dev.pallas.local.internal.sql.grammar.HiveDdlBaseVisitor;
import dev.pallas.local.internal.sql.grammar.HiveDdlParser.*;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Makes statements of parse trees. */
final class HiveStatementBuilder extends HiveDdlBaseVisitor<Object> {
    private final String text;

    HiveStatementBuilder(String text) {
        this.text = text;
    }

    HiveStatement statement(StatementContext context) {
        return (HiveStatement) visit(context);
    }

    // ---- databases

    @Override
    public HiveStatement visitCreateDatabase(CreateDatabaseContext c) {
        return new HiveStatement.CreateDatabase(
                name(c.name),
                c.ifNotExists() != null,
                string(c.comment),
                string(c.location),
                properties(c.properties()));
    }

    @Override
    public HiveStatement visitDropDatabase(DropDatabaseContext c) {
        return new HiveStatement.DropDatabase(name(c.name), c.ifExists() != null, c.CASCADE() != null);
    }

    @Override
    public HiveStatement visitAlterDatabase(AlterDatabaseContext c) {
        return new HiveStatement.AlterDatabase(name(c.name), properties(c.properties()));
    }

    // ---- tables

    @Override
    public HiveStatement visitCreateTable(CreateTableContext c) {
        return new HiveStatement.CreateTable(
                c.EXTERNAL() != null,
                c.ifNotExists() != null,
                table(c.name),
                c.columns() == null ? List.of() : columns(c.columns()),
                string(c.comment),
                c.partitionField().stream().map(this::partitionField).toList(),
                c.buckets.stream().map(HiveStatementBuilder::name).toList(),
                c.bucketCount == null ? 0 : integer(c.bucketCount),
                c.rowFormat() == null ? null : (RowFormat) visit(c.rowFormat()),
                c.storedAs() == null ? null : (StoredAs) visit(c.storedAs()),
                string(c.location),
                properties(c.properties()));
    }

    @Override
    public HiveStatement visitDropTable(DropTableContext c) {
        return new HiveStatement.DropTable(table(c.name), c.ifExists() != null);
    }

    @Override
    public HiveStatement visitDropView(DropViewContext c) {
        return new HiveStatement.DropView(dmlTable(c.name), c.ifExists() != null);
    }

    @Override
    public HiveStatement visitRepairTable(RepairTableContext c) {
        return new HiveStatement.RepairTable(table(c.name));
    }

    @Override
    public HiveStatement visitOptimize(OptimizeContext c) {
        return new HiveStatement.Optimize(dmlTable(c.name), c.condition == null ? null : source(c.condition));
    }

    @Override
    public HiveStatement visitVacuum(VacuumContext c) {
        return new HiveStatement.Vacuum(dmlTable(c.name));
    }

    // ---- SHOW, DESCRIBE

    @Override
    public HiveStatement visitShowDatabases(ShowDatabasesContext c) {
        return new HiveStatement.ShowDatabases(string(c.pattern));
    }

    @Override
    public HiveStatement visitShowTables(ShowTablesContext c) {
        return new HiveStatement.ShowTables(c.database == null ? null : name(c.database), string(c.pattern), false);
    }

    @Override
    public HiveStatement visitShowViews(ShowViewsContext c) {
        return new HiveStatement.ShowTables(c.database == null ? null : name(c.database), string(c.pattern), true);
    }

    @Override
    public HiveStatement visitShowColumns(ShowColumnsContext c) {
        var table = table(c.name);
        return new HiveStatement.ShowColumns(
                c.database == null ? table : new TableName(name(c.database), table.table()));
    }

    @Override
    public HiveStatement visitShowPartitions(ShowPartitionsContext c) {
        return new HiveStatement.ShowPartitions(table(c.name));
    }

    @Override
    public HiveStatement visitShowTableProperties(ShowTablePropertiesContext c) {
        return new HiveStatement.ShowTableProperties(table(c.name), string(c.key));
    }

    @Override
    public HiveStatement visitShowCreateTable(ShowCreateTableContext c) {
        return new HiveStatement.ShowCreateTable(table(c.name));
    }

    @Override
    public HiveStatement visitShowCreateView(ShowCreateViewContext c) {
        return new HiveStatement.ShowCreateView(dmlTable(c.name));
    }

    @Override
    public HiveStatement visitDescribe(DescribeContext c) {
        if (c.columnName != null && c.name.getText().matches("(?i)input|output")) {
            // of the other language
            throw HiveReader.cancel(c.columnName.getStart(), "mismatched input '" + c.columnName.getText() + "'");
        }
        return new HiveStatement.Describe(
                table(c.name),
                c.EXTENDED() != null || c.FORMATTED() != null,
                c.partition() == null ? null : partition(c.partition()),
                c.columnName == null ? null : name(c.columnName));
    }

    // ---- ALTER TABLE

    @Override
    public HiveStatement visitAlterTable(AlterTableContext c) {
        return new HiveStatement.AlterTable(table(c.name), (Alteration) visit(c.alteration()));
    }

    @Override
    public Alteration visitAddPartitions(AddPartitionsContext c) {
        return new Alteration.AddPartitions(
                c.ifNotExists() != null,
                c.partitionLocation().stream()
                        .map(p -> new PartitionLocation(partition(p.partition()), string(p.location)))
                        .toList());
    }

    @Override
    public Alteration visitDropPartitions(DropPartitionsContext c) {
        return new Alteration.DropPartitions(
                c.ifExists() != null,
                c.partition().stream().map(this::partition).toList());
    }

    @Override
    public Alteration visitRenamePartition(RenamePartitionContext c) {
        return new Alteration.RenamePartition(partition(c.partition(0)), partition(c.to));
    }

    @Override
    public Alteration visitAddColumns(AddColumnsContext c) {
        return new Alteration.AddColumns(columns(c.columns()));
    }

    @Override
    public Alteration visitReplaceColumns(ReplaceColumnsContext c) {
        return new Alteration.ReplaceColumns(columns(c.columns()));
    }

    @Override
    public Alteration visitChangeColumn(ChangeColumnContext c) {
        var after = c.FIRST() != null ? "" : c.after == null ? null : name(c.after);
        return new Alteration.ChangeColumn(name(c.from), column(c.column()), after);
    }

    @Override
    public Alteration visitDropColumn(DropColumnContext c) {
        return new Alteration.DropColumn(name(c.name));
    }

    @Override
    public Alteration visitSetLocation(SetLocationContext c) {
        return new Alteration.SetLocation(c.partition() == null ? null : partition(c.partition()), text(c.location));
    }

    @Override
    public Alteration visitSetProperties(SetPropertiesContext c) {
        return new Alteration.SetProperties(properties(c.properties()));
    }

    @Override
    public Alteration visitUnsetProperties(UnsetPropertiesContext c) {
        return new Alteration.UnsetProperties(
                c.ifExists() != null,
                c.keys.stream().map(HiveStatementBuilder::text).toList());
    }

    @Override
    public Alteration visitRenameTable(RenameTableContext c) {
        return new Alteration.RenameTable(table(c.to));
    }

    // ---- parts

    @Override
    public RowFormat visitDelimited(DelimitedContext c) {
        return new RowFormat.Delimited(
                string(c.fields),
                string(c.escape),
                string(c.items),
                string(c.keys),
                string(c.lines),
                string(c.nullText));
    }

    @Override
    public RowFormat visitSerde(SerdeContext c) {
        return new RowFormat.Serde(text(c.library), properties(c.properties()));
    }

    @Override
    public StoredAs visitStoredAsClasses(StoredAsClassesContext c) {
        return new StoredAs(null, text(c.input), text(c.output));
    }

    @Override
    public StoredAs visitStoredAsFormat(StoredAsFormatContext c) {
        return new StoredAs(name(c.format), null, null);
    }

    private List<Column> columns(ColumnsContext c) {
        return c.column().stream().map(HiveStatementBuilder::column).toList();
    }

    private static Column column(ColumnContext c) {
        return new Column(name(c.name), type(c.dataType()), string(c.comment));
    }

    private PartitionField partitionField(PartitionFieldContext c) {
        return (PartitionField) visit(c);
    }

    @Override
    public PartitionField visitTypedPartition(TypedPartitionContext c) {
        return new PartitionField(name(c.name), type(c.dataType()), string(c.comment), null);
    }

    @Override
    public PartitionField visitPlainPartition(PlainPartitionContext c) {
        return new PartitionField(name(c.name), null, null, null);
    }

    @Override
    public PartitionField visitTransformedPartition(TransformedPartitionContext c) {
        String column = null;
        Integer width = null;
        for (var argument : c.transformArgument()) {
            if (argument.identifier() != null) {
                column = name(argument.identifier());
            } else {
                width = integer(argument.INTEGER().getSymbol());
            }
        }
        var function = rawName(c.transform);
        if (column == null) {
            throw HiveReader.cancel(c.getStart(), "partition transform " + function + " needs a column");
        }
        return new PartitionField(column, null, null, new Transform(function, width));
    }

    private Map<String, String> partition(PartitionContext c) {
        var values = new LinkedHashMap<String, String>();
        for (var value : c.partitionValue()) {
            var literal = value.value;
            values.put(name(value.name), literal.string() == null ? literal.getText() : text(literal.string()));
        }
        return values;
    }

    private static Map<String, String> properties(@Nullable PropertiesContext c) {
        var properties = new LinkedHashMap<String, String>();
        if (c != null) {
            c.property().forEach(property -> properties.put(text(property.key), text(property.value)));
        }
        return properties;
    }

    static HiveType type(DataTypeContext c) {
        if (c instanceof ArrayTypeContext array) {
            return HiveType.array(type(array.element));
        }
        if (c instanceof MapTypeContext map) {
            return HiveType.map(type(map.key), type(map.value));
        }
        if (c instanceof StructTypeContext struct) {
            return HiveType.struct(struct.structField().stream()
                    .map(field -> new HiveType.Field(fieldName(field.name), type(field.dataType())))
                    .toList());
        }
        var simple = (SimpleTypeContext) c;
        var name = simple.typeName().getText().toLowerCase(Locale.ROOT);
        if (!HiveType.PRIMITIVES.contains(name)) {
            throw HiveReader.cancel(simple.getStart(), "Unknown type: " + name);
        }
        return new HiveType(
                // the catalog knows it by one name
                name.equals("integer") ? "int" : name,
                simple.INTEGER().stream()
                        .map(number -> integer(number.getSymbol()))
                        .toList(),
                List.of());
    }

    private static TableName table(TableNameContext c) {
        return new TableName(c.database == null ? null : name(c.database), name(c.name));
    }

    private static TableName dmlTable(DmlNameContext c) {
        if (c.catalog != null && !dmlName(c.catalog).equals("awsdatacatalog")) {
            throw HiveReader.cancel(c.catalog.getStart(), "Catalog '" + dmlName(c.catalog) + "' does not exist");
        }
        return new TableName(c.database == null ? null : dmlName(c.database), dmlName(c.name));
    }

    private static String dmlName(DmlIdentifierContext c) {
        if (c.identifier() != null) {
            return name(c.identifier());
        }
        var quoted = c.getText();
        return quoted.substring(1, quoted.length() - 1).toLowerCase(Locale.ROOT);
    }

    private static String name(IdentifierContext c) {
        var name = rawName(c);
        if (c.BACKQUOTED() == null && HiveReader.reserved(name)) {
            throw HiveReader.cancel(c.getStart(), "no viable alternative at input '" + c.getText() + "'");
        }
        return name;
    }

    /** An identifier for which no word is reserved. */
    private static String rawName(IdentifierContext c) {
        var text = c.getText();
        var name = c.BACKQUOTED() == null
                ? text
                : text.substring(1, text.length() - 1).replace("``", "`");
        return name.toLowerCase(Locale.ROOT);
    }

    private static String fieldName(FieldNameContext c) {
        var text = c.getText();
        var quoted = text.length() > 2 && text.startsWith("`") && text.endsWith("`");
        return (quoted ? text.substring(1, text.length() - 1).replace("``", "`") : text).toLowerCase(Locale.ROOT);
    }

    private static int integer(Token token) {
        try {
            return Integer.parseInt(token.getText());
        } catch (NumberFormatException e) {
            throw HiveReader.cancel(token, "number out of range: " + token.getText());
        }
    }

    private static @Nullable String string(@Nullable StringContext c) {
        return c == null ? null : text(c);
    }

    private static String text(StringContext c) {
        return HiveStrings.unquote(c.getText());
    }

    /** The statement's own text of a part of it. */
    private String source(ParserRuleContext c) {
        var start = text.offsetByCodePoints(0, c.getStart().getStartIndex());
        var stop = text.offsetByCodePoints(
                start, c.getStop().getStopIndex() + 1 - c.getStart().getStartIndex());
        return text.substring(start, stop);
    }
}
