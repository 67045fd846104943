package dev.pallas.dialect.internal.function;

import static org.hibernate.query.sqm.produce.function.FunctionParameterType.ANY;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.IMPLICIT_JSON;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.STRING;

import java.util.List;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.IllegalQueryOperationException;
import org.hibernate.query.sqm.function.AbstractSqmSelfRenderingFunctionDescriptor;
import org.hibernate.query.sqm.function.FunctionKind;
import org.hibernate.query.sqm.produce.function.ArgumentTypesValidator;
import org.hibernate.query.sqm.produce.function.FunctionParameterType;
import org.hibernate.query.sqm.produce.function.StandardArgumentsValidators;
import org.hibernate.query.sqm.produce.function.StandardFunctionReturnTypeResolvers;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * HQL's functions that change a JSON document. The engine has none: the document is taken apart along the path, and put together anew. Where the
 * path leads nowhere the document stays as it is.
 */
final class JsonChange extends AbstractSqmSelfRenderingFunctionDescriptor {
    private enum Kind {
        SET,
        INSERT,
        REPLACE,
        REMOVE,
        APPEND,
        INSERT_ELEMENT
    }

    private final Kind kind;

    private JsonChange(String name, Kind kind, Registrar line, FunctionParameterType... parameters) {
        super(
                name,
                FunctionKind.NORMAL,
                new ArgumentTypesValidator(StandardArgumentsValidators.exactly(parameters.length), parameters),
                StandardFunctionReturnTypeResolvers.invariant(
                        line.types.getBasicTypeRegistry().resolve(String.class, SqlTypes.JSON)),
                null);
        this.kind = kind;
    }

    static void register(Registrar line) {
        changing(line, "json_set", Kind.SET);
        changing(line, "json_insert", Kind.INSERT);
        changing(line, "json_replace", Kind.REPLACE);
        changing(line, "json_array_append", Kind.APPEND);
        changing(line, "json_array_insert", Kind.INSERT_ELEMENT);
        line.registry.register("json_remove", new JsonChange("json_remove", Kind.REMOVE, line, IMPLICIT_JSON, STRING));
    }

    private static void changing(Registrar line, String name, Kind kind) {
        line.registry.register(name, new JsonChange(name, kind, line, IMPLICIT_JSON, STRING, ANY));
    }

    @Override
    public void render(
            SqlAppender sql, List<? extends SqlAstNode> arguments, ReturnableType<?> type, SqlAstTranslator<?> walker) {
        String path = walker.getLiteralValue((Expression) arguments.get(1));
        var steps = JsonPath.steps(getName(), path);
        var last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
        if (last == null && kind == Kind.REMOVE) {
            throw new IllegalQueryOperationException("json_remove cannot remove the whole document, '$'.");
        }
        if (kind == Kind.INSERT_ELEMENT && (last == null || last.name() != null)) {
            throw new IllegalQueryOperationException(
                    "json_array_insert takes a path that ends in an index, such as '$.a[0]', and not '%s'."
                            .formatted(path));
        }
        var value = arguments.size() > 2 ? arguments.get(2) : null;
        var change = new Change(sql, kind, steps, () -> value(sql, value, walker));
        sql.appendSql("json_format(");
        change.within(
                () -> {
                    sql.appendSql("json_parse(");
                    arguments.get(0).accept(walker);
                    sql.appendSql(')');
                },
                0);
        sql.appendSql(')');
    }

    private static void value(SqlAppender sql, @Nullable SqlAstNode value, SqlAstTranslator<?> walker) {
        if (value == null) {
            return;
        }
        var json = JsonScalar.isJson(value);
        sql.appendSql(json ? "json_parse(" : "cast(");
        JsonScalar.write(sql, value, walker);
        sql.appendSql(json ? ")" : " as json)");
    }

    /** One call; at each depth the part of the document is the variable {@code d} of that number. */
    private record Change(SqlAppender sql, Kind kind, List<JsonPath> steps, Runnable value) {
        /** Names a part of the document, so that it is computed once. */
        void within(Runnable part, int depth) {
            sql.appendSql("element_at(transform(array[");
            part.run();
            sql.appendSql("],d" + depth + "->");
            at(depth);
            sql.appendSql("),1)");
        }

        private void at(int depth) {
            if (depth < steps.size()) {
                sql.appendSql("coalesce(");
                var step = steps.get(depth);
                if (depth == steps.size() - 1 && kind != Kind.APPEND) {
                    leaf(step, depth);
                } else {
                    put(step, depth, true, () -> within(() -> get(step, depth), depth + 1));
                }
                sql.appendSql(",d" + depth + ")");
            } else if (kind == Kind.APPEND) {
                sql.appendSql("cast(coalesce(" + array(depth) + ",array[d" + depth + "])||array[");
                value.run();
                sql.appendSql("] as json)");
            } else if (kind == Kind.INSERT) {
                sql.appendSql("d" + depth);
            } else {
                value.run();
            }
        }

        private void leaf(JsonPath step, int depth) {
            switch (kind) {
                case SET -> put(step, depth, null, value);
                case INSERT -> put(step, depth, false, value);
                case REPLACE -> put(step, depth, true, value);
                case INSERT_ELEMENT -> splice(step, depth, 1, value);
                default -> {
                    if (step.name() == null) {
                        splice(step, depth, 2, null);
                    } else {
                        sql.appendSql("cast(map_filter(" + object(depth) + ",(k_,v_)->k_<>");
                        sql.appendSingleQuoteEscapedString(step.name());
                        sql.appendSql(") as json)");
                    }
                }
            }
        }

        /** Sets a part; {@code there} tells whether it must be there before, and null that it need not. */
        private void put(JsonPath step, int depth, @Nullable Boolean there, Runnable part) {
            if (there != null) {
                sql.appendSql(there ? "if(" : "if(not ");
                if (step.name() == null) {
                    sql.appendSql("(cardinality(" + array(depth) + ")>" + step.index() + "),");
                } else {
                    sql.appendSql("contains(map_keys(" + object(depth) + "),");
                    sql.appendSingleQuoteEscapedString(step.name());
                    sql.appendSql("),");
                }
            }
            if (step.name() == null) {
                splice(step, depth, 2, part);
            } else {
                sql.appendSql("cast(map_concat(" + object(depth) + ",map(array[");
                sql.appendSingleQuoteEscapedString(step.name());
                sql.appendSql("],array[");
                part.run();
                sql.appendSql("])) as json)");
            }
            if (there != null) {
                sql.appendSql(')');
            }
        }

        /** The array with an element put in, or in place of one, or with none in place of one: the rest goes on at {@code rest}. */
        private void splice(JsonPath step, int depth, int rest, @Nullable Runnable element) {
            sql.appendSql("cast(slice(" + array(depth) + ",1," + step.index() + ")||");
            if (element != null) {
                sql.appendSql("array[");
                element.run();
                sql.appendSql("]||");
            }
            sql.appendSql("slice(" + array(depth) + "," + (step.index() + rest) + ",cardinality(" + array(depth)
                    + ")) as json)");
        }

        private void get(JsonPath step, int depth) {
            if (step.name() == null) {
                sql.appendSql("element_at(" + array(depth) + "," + (step.index() + 1) + ")");
            } else {
                sql.appendSql("element_at(" + object(depth) + ",");
                sql.appendSingleQuoteEscapedString(step.name());
                sql.appendSql(')');
            }
        }

        /** The part as an object; null where it is none. */
        private static String object(int depth) {
            return "try_cast(d" + depth + " as map(varchar,json))";
        }

        /** The part as an array; null where it is none. */
        private static String array(int depth) {
            return "try_cast(d" + depth + " as array(json))";
        }
    }
}
