package dev.pallas.local.internal.sql;

import dev.pallas.local.internal.sql.AthenaStatement.Definition;
import dev.pallas.local.internal.sql.HiveReader.Mismatch;
import dev.pallas.local.internal.sql.HiveStatement.Alteration;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlBaseParser.*;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells what a text is: each of the two languages has its parser, and the one that can read the text has it. */
public final class StatementReader {
    private static final Map<Class<? extends HiveStatement>, StatementKind> DEFINITIONS = Map.ofEntries(
            Map.entry(HiveStatement.CreateDatabase.class, StatementKind.CREATE_DATABASE),
            Map.entry(HiveStatement.DropDatabase.class, StatementKind.DROP_DATABASE),
            Map.entry(HiveStatement.AlterDatabase.class, StatementKind.ALTER_DATABASE),
            Map.entry(HiveStatement.CreateTable.class, StatementKind.CREATE_TABLE),
            Map.entry(HiveStatement.DropTable.class, StatementKind.DROP_TABLE),
            Map.entry(HiveStatement.DropView.class, StatementKind.DROP_VIEW),
            Map.entry(HiveStatement.RepairTable.class, StatementKind.MSCK_REPAIR),
            Map.entry(HiveStatement.Optimize.class, StatementKind.OPTIMIZE),
            Map.entry(HiveStatement.Vacuum.class, StatementKind.VACUUM),
            Map.entry(HiveStatement.ShowDatabases.class, StatementKind.SHOW_DATABASES),
            Map.entry(HiveStatement.ShowTables.class, StatementKind.SHOW_TABLES),
            Map.entry(HiveStatement.ShowColumns.class, StatementKind.SHOW_COLUMNS),
            Map.entry(HiveStatement.ShowPartitions.class, StatementKind.SHOW_PARTITIONS),
            Map.entry(HiveStatement.ShowTableProperties.class, StatementKind.SHOW_TABLE_PROPERTIES),
            Map.entry(HiveStatement.ShowCreateTable.class, StatementKind.SHOW_CREATE_TABLE),
            Map.entry(HiveStatement.ShowCreateView.class, StatementKind.SHOW_CREATE_VIEW),
            Map.entry(HiveStatement.Describe.class, StatementKind.DESCRIBE_TABLE));

    private static final Map<Class<? extends Alteration>, StatementKind> ALTERATIONS = Map.ofEntries(
            Map.entry(Alteration.AddColumns.class, StatementKind.ALTER_TABLE_ADD_COLUMN),
            Map.entry(Alteration.AddPartitions.class, StatementKind.ALTER_TABLE_ADD_PARTITION),
            Map.entry(Alteration.ChangeColumn.class, StatementKind.ALTER_TABLE_CHANGE_COLUMN),
            Map.entry(Alteration.DropColumn.class, StatementKind.ALTER_TABLE_DROP_COLUMN),
            Map.entry(Alteration.DropPartitions.class, StatementKind.ALTER_TABLE_DROP_PARTITION),
            Map.entry(Alteration.RenameTable.class, StatementKind.ALTER_TABLE_RENAME),
            Map.entry(Alteration.RenamePartition.class, StatementKind.ALTER_TABLE_RENAME_PARTITION),
            Map.entry(Alteration.ReplaceColumns.class, StatementKind.ALTER_TABLE_REPLACE_COLUMN),
            Map.entry(Alteration.SetLocation.class, StatementKind.ALTER_TABLE_SET_LOCATION),
            Map.entry(Alteration.SetProperties.class, StatementKind.ALTER_TABLE_PROPERTIES),
            Map.entry(Alteration.UnsetProperties.class, StatementKind.ALTER_TABLE_PROPERTIES));

    private StatementReader() {}

    /**
     * Reads a statement.
     *
     * @throws SqlError if neither language has it; the words are those of the parser that came further
     * @throws UnsupportedStatementException if Athena does not offer it
     */
    public static AthenaStatement read(String text) throws SqlError {
        try {
            return parse(text);
        } catch (StackOverflowError e) {
            // both parsers are recursive
            throw SqlError.syntax(1, 1, "statement is too large (stack overflow while parsing)");
        }
    }

    private static AthenaStatement parse(String text) throws SqlError {
        Mismatch mismatch;
        try {
            var definition = HiveReader.read(text);
            return new Definition(definition, kind(definition));
        } catch (Mismatch e) {
            mismatch = e;
        }
        var addition = StatementAdditions.read(text);
        if (addition != null) {
            return addition;
        }
        QueryText query;
        try {
            query = QueryText.of(text);
        } catch (ParsingException e) {
            throw further(mismatch, e) ? mismatch.error() : QueryText.syntax(e);
        }
        var statement = statement(query);
        if (statement != null) {
            return statement;
        }
        if (definition(query.statement())) {
            // The engine would define it this way, Athena does not.
            throw mismatch.error();
        }
        throw new UnsupportedStatementException("Queries of this type are not supported");
    }

    private static boolean further(Mismatch mismatch, ParsingException other) {
        return mismatch.line > other.getLineNumber()
                || (mismatch.line == other.getLineNumber() && mismatch.column > other.getColumnNumber());
    }

    private static @Nullable AthenaStatement statement(QueryText query) {
        var tree = query.statement();
        if (tree instanceof PrepareContext prepare) {
            return new AthenaStatement.Prepare(name(prepare.identifier()), query.source(prepare.statement()));
        }
        if (tree instanceof ExecuteContext execute) {
            return new AthenaStatement.Execute(name(execute.identifier()), parameters(query));
        }
        if (tree instanceof DeallocateContext deallocate) {
            return new AthenaStatement.Deallocate(name(deallocate.identifier()));
        }
        var kind = kind(tree);
        return kind == null ? null : new AthenaStatement.Query(query, kind);
    }

    /** The expressions after USING. */
    static List<String> parameters(QueryText text) {
        return text.statement() instanceof ExecuteContext execute
                ? execute.expression().stream().map(text::source).toList()
                : List.of();
    }

    private static @Nullable StatementKind kind(StatementContext tree) {
        if (tree instanceof StatementDefaultContext) {
            return StatementKind.SELECT;
        } else if (tree instanceof InsertIntoContext) {
            return StatementKind.INSERT;
        } else if (tree instanceof UpdateContext) {
            return StatementKind.UPDATE;
        } else if (tree instanceof DeleteContext) {
            return StatementKind.DELETE;
        } else if (tree instanceof MergeContext) {
            return StatementKind.MERGE;
        } else if (tree instanceof CreateTableAsSelectContext) {
            return StatementKind.CREATE_TABLE_AS_SELECT;
        } else if (tree instanceof CreateViewContext) {
            return StatementKind.CREATE_VIEW;
        } else if (tree instanceof ExplainContext explain) {
            return explainable(explain.statement()) ? StatementKind.EXPLAIN : null;
        } else if (tree instanceof ExplainAnalyzeContext analyze) {
            return explainable(analyze.statement()) ? StatementKind.EXPLAIN : null;
        }
        return null;
    }

    /** What has to be said differently to the engine cannot be explained to the user. */
    private static boolean explainable(StatementContext tree) {
        var kind = kind(tree);
        return kind != null
                && List.of(
                                StatementKind.SELECT,
                                StatementKind.INSERT,
                                StatementKind.UPDATE,
                                StatementKind.DELETE,
                                StatementKind.MERGE)
                        .contains(kind);
    }

    private static boolean definition(StatementContext tree) {
        return tree instanceof CreateTableContext
                || tree instanceof CreateSchemaContext
                || tree instanceof DropSchemaContext
                || tree instanceof DropTableContext
                || tree instanceof DropViewContext
                || tree instanceof AddColumnContext
                || tree instanceof DropColumnContext
                || tree instanceof RenameColumnContext
                || tree instanceof SetColumnTypeContext
                || tree instanceof RenameTableContext
                || tree instanceof SetTablePropertiesContext
                || tree instanceof TableExecuteContext
                || tree instanceof ShowTablesContext
                || tree instanceof ShowSchemasContext
                || tree instanceof ShowColumnsContext
                || tree instanceof ShowCreateTableContext
                || tree instanceof ShowCreateViewContext;
    }

    private static String name(IdentifierContext identifier) {
        return QueryText.name(identifier.getText());
    }

    private static StatementKind kind(HiveStatement statement) {
        if (statement instanceof HiveStatement.AlterTable alter) {
            return required(ALTERATIONS, alter.alteration());
        } else if (statement instanceof HiveStatement.ShowTables tables && tables.viewsOnly()) {
            return StatementKind.SHOW_VIEWS;
        }
        return required(DEFINITIONS, statement);
    }

    private static <T> StatementKind required(Map<Class<? extends T>, StatementKind> kinds, T what) {
        return Objects.requireNonNull(kinds.get(what.getClass()), () -> "no kind for " + what.getClass());
    }
}
