package dev.pallas.local.internal.sql;

import dev.pallas.local.internal.sql.AthenaStatement.Definition;
import dev.pallas.local.internal.sql.HiveReader.Mismatch;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlBaseParser.*;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what a text is: each of the two languages has its parser, and the one that can read the text has it. */
public final class StatementReader {
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
        if (statement instanceof HiveStatement.CreateDatabase) {
            return StatementKind.CREATE_DATABASE;
        } else if (statement instanceof HiveStatement.DropDatabase) {
            return StatementKind.DROP_DATABASE;
        } else if (statement instanceof HiveStatement.AlterDatabase) {
            return StatementKind.ALTER_DATABASE;
        } else if (statement instanceof HiveStatement.CreateTable) {
            return StatementKind.CREATE_TABLE;
        } else if (statement instanceof HiveStatement.DropTable) {
            return StatementKind.DROP_TABLE;
        } else if (statement instanceof HiveStatement.DropView) {
            return StatementKind.DROP_VIEW;
        } else if (statement instanceof HiveStatement.AlterTable) {
            return StatementKind.ALTER_TABLE;
        } else if (statement instanceof HiveStatement.RepairTable) {
            return StatementKind.MSCK_REPAIR;
        } else if (statement instanceof HiveStatement.Optimize) {
            return StatementKind.OPTIMIZE;
        } else if (statement instanceof HiveStatement.Vacuum) {
            return StatementKind.VACUUM;
        } else if (statement instanceof HiveStatement.ShowDatabases) {
            return StatementKind.SHOW_DATABASES;
        } else if (statement instanceof HiveStatement.ShowTables tables) {
            return tables.viewsOnly() ? StatementKind.SHOW_VIEWS : StatementKind.SHOW_TABLES;
        } else if (statement instanceof HiveStatement.ShowColumns) {
            return StatementKind.SHOW_COLUMNS;
        } else if (statement instanceof HiveStatement.ShowPartitions) {
            return StatementKind.SHOW_PARTITIONS;
        } else if (statement instanceof HiveStatement.ShowTableProperties) {
            return StatementKind.SHOW_TBLPROPERTIES;
        } else if (statement instanceof HiveStatement.ShowCreateTable) {
            return StatementKind.SHOW_CREATE_TABLE;
        } else if (statement instanceof HiveStatement.ShowCreateView) {
            return StatementKind.SHOW_CREATE_VIEW;
        }
        return StatementKind.DESCRIBE_TABLE;
    }
}
