package dev.pallas.dialect.internal.function;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.dialect.function.json.JsonTableFunction;
import org.hibernate.query.sqm.tuple.internal.AnonymousTupleTableGroupProducer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.expression.JsonPathPassingClause;
import org.hibernate.sql.ast.tree.expression.JsonTableColumnDefinition;
import org.hibernate.sql.ast.tree.expression.JsonTableColumnsClause;
import org.hibernate.sql.ast.tree.expression.JsonTableErrorBehavior;
import org.hibernate.sql.ast.tree.expression.JsonTableExistsColumnDefinition;
import org.hibernate.sql.ast.tree.expression.JsonTableNestedColumnDefinition;
import org.hibernate.sql.ast.tree.expression.JsonTableOrdinalityColumnDefinition;
import org.hibernate.sql.ast.tree.expression.JsonTableQueryColumnDefinition;
import org.hibernate.sql.ast.tree.expression.JsonTableValueColumnDefinition;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * {@code json_table}, which the engine has not: the items that the path finds become an array of rows, which is unnested. The items of one
 * document are counted by {@code sequence}, which allows 10,000 of them.
 */
final class AthenaJsonTable extends JsonTableFunction {
    AthenaJsonTable(TypeConfiguration types) {
        super(types);
    }

    @Override
    protected void renderJsonTable(
            SqlAppender sql,
            JsonTableArguments arguments,
            AnonymousTupleTableGroupProducer tuple,
            String variable,
            SqlAstTranslator<?> walker) {
        String path = arguments.jsonPath() == null ? "$" : walker.getLiteralValue(arguments.jsonPath());
        var writer = new Writer(sql, walker);
        sql.appendSql("unnest(");
        writer.rows(
                () -> arguments.jsonDocument().accept(walker),
                path,
                () -> {
                    writer.passing(arguments.passingClause());
                    sql.appendSql(" with array wrapper");
                    if (arguments.errorBehavior() == JsonTableErrorBehavior.ERROR) {
                        sql.appendSql(" error on error");
                    }
                },
                arguments.columnsClause(),
                0,
                writer::row);
        sql.appendSql(')');
    }

    /** Writes rows; at each level of nesting, {@code j} with its number is the array of items, and {@code i} the place of one. */
    private record Writer(SqlAppender sql, SqlAstTranslator<?> walker) {
        void row(List<Runnable> values) {
            var separator = "row(";
            for (var value : values) {
                sql.appendSql(separator);
                value.run();
                separator = ",";
            }
            sql.appendSql(')');
        }

        void passing(@Nullable JsonPathPassingClause passing) {
            if (passing != null) {
                var separator = " passing ";
                for (var entry : passing.getPassingExpressions().entrySet()) {
                    sql.appendSql(separator);
                    entry.getValue().accept(walker);
                    sql.appendSql(" as ");
                    sql.appendDoubleQuoteEscapedString(entry.getKey());
                    separator = ",";
                }
            }
        }

        /** An array of the rows of all items that a path finds; {@code row} writes one, of the values of these columns. */
        void rows(
                Runnable document,
                String path,
                Runnable clauses,
                JsonTableColumnsClause columns,
                int level,
                Consumer<List<Runnable>> row) {
            sql.appendSql("flatten(transform(array[cast(json_parse(json_query(");
            document.run();
            sql.appendSql(',');
            sql.appendSingleQuoteEscapedString(JsonFunctions.withMode(path));
            clauses.run();
            sql.appendSql(")) as array(json))],j" + level + "->flatten(transform(sequence(1,cardinality(j" + level
                    + ")),i" + level + "->");
            item(columns, level, row);
            sql.appendSql("))))");
        }

        /** An array of the rows of one item: one, or those of its nested items, or one without them. */
        private void item(JsonTableColumnsClause columns, int level, Consumer<List<Runnable>> row) {
            var nested = columns.getColumnDefinitions().stream()
                    .filter(JsonTableNestedColumnDefinition.class::isInstance)
                    .map(JsonTableNestedColumnDefinition.class::cast)
                    .toList();
            if (!nested.isEmpty()) {
                var separator = "element_at(transform(array[";
                for (var part : nested) {
                    sql.appendSql(separator);
                    rows(
                            () -> sql.appendSql(item(level)),
                            part.jsonPath(),
                            () -> sql.appendSql(" with array wrapper"),
                            part.columns(),
                            level + 1,
                            inner -> row.accept(values(columns, level, part, inner)));
                    separator = "||";
                }
                sql.appendSql("],n" + level + "->if(cardinality(n" + level + ")>0,n" + level + ",");
            }
            sql.appendSql("array[");
            row.accept(values(columns, level, null, List.of()));
            sql.appendSql(nested.isEmpty() ? "]" : "])),1)");
        }

        private static String item(int level) {
            return "json_format(j%1$d[i%1$d])".formatted(level);
        }

        /** The values of columns, and of one of the nested ones; null in the others. */
        private List<Runnable> values(
                JsonTableColumnsClause columns,
                int level,
                @Nullable JsonTableNestedColumnDefinition part,
                List<Runnable> inner) {
            var values = new ArrayList<Runnable>();
            for (var column : columns.getColumnDefinitions()) {
                if (!(column instanceof JsonTableNestedColumnDefinition nested)) {
                    values.add(() -> value(column, level));
                } else if (column == part) {
                    values.addAll(inner);
                } else {
                    nulls(nested.columns(), values);
                }
            }
            return values;
        }

        private void nulls(JsonTableColumnsClause columns, List<Runnable> values) {
            for (var column : columns.getColumnDefinitions()) {
                if (column instanceof JsonTableNestedColumnDefinition nested) {
                    nulls(nested.columns(), values);
                } else {
                    values.add(() -> {
                        sql.appendSql("cast(null as ");
                        if (column instanceof JsonTableValueColumnDefinition value) {
                            value.type().accept(walker);
                        } else if (column instanceof JsonTableQueryColumnDefinition) {
                            sql.appendSql("varchar");
                        } else {
                            sql.appendSql(column instanceof JsonTableOrdinalityColumnDefinition ? "bigint" : "boolean");
                        }
                        sql.appendSql(')');
                    });
                }
            }
        }

        private void value(JsonTableColumnDefinition column, int level) {
            if (column instanceof JsonTableValueColumnDefinition value) {
                var decoding = JsonScalar.decoding(value.type());
                sql.appendSql(decoding == null ? "" : decoding[0]);
                call("json_value(", level, value.jsonPath(), value.name());
                if (decoding == null) {
                    sql.appendSql(" returning ");
                    value.type().accept(walker);
                }
                JsonFunctions.otherwise(
                        sql,
                        value.emptyBehavior(),
                        value.errorBehavior(),
                        decoding == null ? value.type() : null,
                        walker);
                sql.appendSql(')');
                sql.appendSql(decoding == null ? "" : decoding[1]);
            } else if (column instanceof JsonTableQueryColumnDefinition query) {
                call("json_query(", level, query.jsonPath(), query.name());
                if (query.wrapMode() != null) {
                    sql.appendSql(" " + JsonFunctions.words(query.wrapMode()));
                }
                if (query.emptyBehavior() != null) {
                    sql.appendSql(" " + JsonFunctions.words(query.emptyBehavior()) + " on empty");
                }
                if (query.errorBehavior() != null) {
                    sql.appendSql(" " + JsonFunctions.words(query.errorBehavior()) + " on error");
                }
                sql.appendSql(')');
            } else if (column instanceof JsonTableExistsColumnDefinition exists) {
                call("json_exists(", level, exists.jsonPath(), exists.name());
                if (exists.errorBehavior() != null) {
                    sql.appendSql(" " + JsonFunctions.words(exists.errorBehavior()) + " on error");
                }
                sql.appendSql(')');
            } else {
                sql.appendSql("i" + level);
            }
        }

        private void call(String function, int level, @Nullable String path, String name) {
            sql.appendSql(function + item(level) + ",");
            sql.appendSingleQuoteEscapedString(JsonFunctions.withMode(path == null ? "$.\"" + name + "\"" : path));
        }
    }
}
