package dev.pallas.dialect.internal.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hibernate.dialect.function.json.JsonArrayAggFunction;
import org.hibernate.dialect.function.json.JsonArrayFunction;
import org.hibernate.dialect.function.json.JsonExistsFunction;
import org.hibernate.dialect.function.json.JsonObjectAggFunction;
import org.hibernate.dialect.function.json.JsonObjectFunction;
import org.hibernate.dialect.function.json.JsonQueryFunction;
import org.hibernate.dialect.function.json.JsonValueFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.CastTarget;
import org.hibernate.sql.ast.tree.expression.Distinct;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JsonNullBehavior;
import org.hibernate.sql.ast.tree.expression.JsonObjectAggUniqueKeysBehavior;
import org.hibernate.sql.ast.tree.expression.JsonQueryErrorBehavior;
import org.hibernate.sql.ast.tree.expression.JsonValueEmptyBehavior;
import org.hibernate.sql.ast.tree.expression.JsonValueErrorBehavior;
import org.hibernate.sql.ast.tree.expression.QueryLiteral;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.jspecify.annotations.Nullable;

/**
 * JSON functions. JSON is text to Athena's tables and to its SQL/JSON functions alike, so it is text between them; the engine's type of the same
 * name is used inside an expression only. A JSON path must be a literal that says how strict it is.
 */
final class JsonFunctions {
    private JsonFunctions() {}

    static void register(Registrar line) {
        line.registry.register("json_value", new Value(line));
        line.registry.register("json_query", new Query(line));
        line.registry.register("json_exists", new Exists(line));
        line.registry.register("json_object", new ObjectOf(line));
        line.registry.register("json_array", new ArrayOf(line));
        line.registry.register("json_arrayagg", new ArrayAgg(line));
        line.registry.register("json_objectagg", new ObjectAgg(line));
        line.registry.register("json_table", new AthenaJsonTable(line.types));
        JsonChange.register(line);
    }

    /** A value in a JSON constructor: JSON goes in as it is, and not as a string. */
    private static void value(SqlAppender sql, SqlAstNode value, SqlAstTranslator<?> walker) {
        JsonScalar.write(sql, value, walker);
        if (JsonScalar.isJson(value)) {
            sql.appendSql(" format json");
        }
    }

    /** The arguments with a path that says how strict it is. */
    private static List<SqlAstNode> withMode(List<? extends SqlAstNode> arguments, SqlAstTranslator<?> walker) {
        var all = new ArrayList<SqlAstNode>(arguments);
        String path = walker.getLiteralValue((Expression) arguments.get(1));
        var text = walker.getSessionFactory().getTypeConfiguration().getBasicTypeForJavaType(String.class);
        all.set(1, new QueryLiteral<>(withMode(path), text));
        return all;
    }

    static String withMode(String path) {
        return path.startsWith("lax ") || path.startsWith("strict ") ? path : "lax " + path;
    }

    /** What a behaviour is called: the words of its name. */
    static String words(Enum<?> behaviour) {
        return behaviour.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What {@code json_value} is where there is nothing, or nothing good; a default is of the type of the value. */
    static void otherwise(
            SqlAppender sql,
            @Nullable JsonValueEmptyBehavior empty,
            @Nullable JsonValueErrorBehavior error,
            @Nullable CastTarget type,
            SqlAstTranslator<?> walker) {
        if (empty != null) {
            otherwise(
                    sql,
                    empty == JsonValueEmptyBehavior.ERROR,
                    empty.getDefaultExpression(),
                    " on empty",
                    type,
                    walker);
        }
        if (error != null) {
            otherwise(
                    sql,
                    error == JsonValueErrorBehavior.ERROR,
                    error.getDefaultExpression(),
                    " on error",
                    type,
                    walker);
        }
    }

    private static void otherwise(
            SqlAppender sql,
            boolean fails,
            @Nullable Expression value,
            String when,
            @Nullable CastTarget type,
            SqlAstTranslator<?> walker) {
        if (fails) {
            sql.appendSql(" error");
        } else if (value == null) {
            sql.appendSql(" null");
        } else {
            sql.appendSql(" default cast(");
            JsonScalar.write(sql, value, walker);
            sql.appendSql(" as ");
            if (type == null) {
                sql.appendSql("varchar");
            } else {
                type.accept(walker);
            }
            sql.appendSql(')');
        }
        sql.appendSql(when);
    }

    private static final class Value extends JsonValueFunction {
        Value(Registrar line) {
            super(line.types, false, true);
        }

        @Override
        public void render(
                SqlAppender sql,
                List<? extends SqlAstNode> arguments,
                ReturnableType<?> type,
                SqlAstTranslator<?> walker) {
            var all = withMode(arguments, walker);
            var error = take(all, JsonValueErrorBehavior.class);
            var empty = take(all, JsonValueEmptyBehavior.class);
            var target = all.stream()
                    .filter(CastTarget.class::isInstance)
                    .map(CastTarget.class::cast)
                    .findFirst()
                    .orElse(null);
            var decoding = JsonScalar.decoding(target);
            if (decoding == null) {
                super.render(new BeforeEnd(sql, () -> otherwise(sql, empty, error, target, walker)), all, type, walker);
            } else {
                all.remove(target);
                sql.appendSql(decoding[0]);
                super.render(new BeforeEnd(sql, () -> otherwise(sql, empty, error, null, walker)), all, type, walker);
                sql.appendSql(decoding[1]);
            }
        }
    }

    private static <B> @Nullable B take(List<SqlAstNode> arguments, Class<B> kind) {
        for (var argument : arguments) {
            if (kind.isInstance(argument)) {
                arguments.remove(argument);
                return kind.cast(argument);
            }
        }
        return null;
    }

    /** Writes a last clause before the closing parenthesis: ON ERROR follows ON EMPTY, and Hibernate writes them the other way. */
    private record BeforeEnd(SqlAppender sql, Runnable clause) implements SqlAppender {
        @Override
        public void appendSql(String text) {
            sql.appendSql(text);
        }

        @Override
        public void appendSql(char character) {
            if (character == ')') {
                clause.run();
            }
            sql.appendSql(character);
        }
    }

    private static final class Query extends JsonQueryFunction {
        Query(Registrar line) {
            super(line.types, false, true);
        }

        @Override
        public void render(
                SqlAppender sql,
                List<? extends SqlAstNode> arguments,
                ReturnableType<?> type,
                SqlAstTranslator<?> walker) {
            var all = withMode(arguments, walker);
            var behaviour = take(all, JsonQueryErrorBehavior.class);
            var clause = behaviour == null ? "" : " " + words(behaviour) + " on error";
            super.render(new BeforeEnd(sql, () -> sql.appendSql(clause)), all, type, walker);
        }
    }

    private static final class Exists extends JsonExistsFunction {
        Exists(Registrar line) {
            super(line.types, false, true);
        }

        @Override
        public void render(
                SqlAppender sql,
                List<? extends SqlAstNode> arguments,
                ReturnableType<?> type,
                SqlAstTranslator<?> walker) {
            super.render(sql, withMode(arguments, walker), type, walker);
        }
    }

    private static final class ObjectOf extends JsonObjectFunction {
        ObjectOf(Registrar line) {
            super(line.types, false);
        }

        @Override
        protected void renderValue(SqlAppender sql, SqlAstNode value, SqlAstTranslator<?> walker) {
            value(sql, value, walker);
        }
    }

    private static final class ArrayOf extends JsonArrayFunction {
        ArrayOf(Registrar line) {
            super(line.types);
        }

        @Override
        protected void renderValue(SqlAppender sql, SqlAstNode value, SqlAstTranslator<?> walker) {
            value(sql, value, walker);
        }

        @Override
        protected void renderReturningClause(SqlAppender sql, SqlAstTranslator<?> walker) {
            // text, as without the clause
        }
    }

    private static void parsed(ComposedAggregate.Call call, SqlAstNode value) {
        var json = JsonScalar.isJson(value);
        call.text(json ? "json_parse(" : "");
        JsonScalar.write(call.sql(), value, call.walker());
        call.text(json ? ")" : "");
    }

    private static final class ArrayAgg extends JsonArrayAggFunction implements ComposedAggregate {
        ArrayAgg(Registrar line) {
            super(true, line.types);
        }

        @Override
        public void render(
                SqlAppender sql,
                List<? extends SqlAstNode> arguments,
                @Nullable Predicate filter,
                @Nullable List<SortSpecification> withinGroup,
                ReturnableType<?> type,
                SqlAstTranslator<?> walker) {
            ComposedAggregate.super.render(sql, arguments, filter, withinGroup, type, walker);
        }

        @Override
        public void compose(Call call, List<? extends SqlAstNode> arguments, List<SortSpecification> withinGroup) {
            var keepsNulls = arguments.size() > 1 && arguments.get(1) == JsonNullBehavior.NULL;
            var distinct = arguments.get(0) instanceof Distinct;
            var value = distinct ? ((Distinct) arguments.get(0)).getExpression() : (Expression) arguments.get(0);
            call.text(keepsNulls ? "json_format(cast(" : "json_format(cast(filter(");
            if (call.over() != null) {
                WindowedArray.write(call, () -> parsed(call, value), withinGroup);
            } else {
                call.text(distinct ? "array_agg(distinct " : "array_agg(");
                parsed(call, value);
                var separator = " order by ";
                for (var key : withinGroup) {
                    call.text(separator).node(key);
                    separator = ",";
                }
                call.text(")");
                where(call);
            }
            call.text(keepsNulls ? " as json))" : ",e_->e_ is not null) as json))");
        }
    }

    private static void where(ComposedAggregate.Call call) {
        if (call.filter() != null) {
            call.text(" filter (where ");
            call.walker().getCurrentClauseStack().push(Clause.WHERE);
            call.node(call.filter());
            call.walker().getCurrentClauseStack().pop();
            call.text(")");
        }
    }

    private static final class ObjectAgg extends JsonObjectAggFunction implements ComposedAggregate {
        ObjectAgg(Registrar line) {
            super(",", true, line.types);
        }

        @Override
        public void render(
                SqlAppender sql,
                List<? extends SqlAstNode> arguments,
                @Nullable Predicate filter,
                ReturnableType<?> type,
                SqlAstTranslator<?> walker) {
            render(sql, arguments, filter, List.of(), type, walker);
        }

        @Override
        public void render(
                SqlAppender sql,
                List<? extends SqlAstNode> arguments,
                @Nullable Predicate filter,
                @Nullable List<SortSpecification> withinGroup,
                ReturnableType<?> type,
                SqlAstTranslator<?> walker) {
            ComposedAggregate.super.render(sql, arguments, filter, withinGroup, type, walker);
        }

        @Override
        public void compose(Call call, List<? extends SqlAstNode> arguments, List<SortSpecification> withinGroup) {
            var keepsNulls = arguments.contains(JsonNullBehavior.NULL);
            call.text(keepsNulls ? "json_format(cast(" : "json_format(cast(map_filter(");
            if (arguments.contains(JsonObjectAggUniqueKeysBehavior.WITH)) {
                // refuses a key that comes twice
                call.text("map_from_entries(filter(array_agg(")
                        .filtered(() -> {
                            call.text("row(cast(").node(arguments.get(0)).text(" as varchar),");
                            parsed(call, arguments.get(1));
                            call.text(")");
                        })
                        .end()
                        .text(",e_->e_ is not null))");
            } else {
                call.text("map_agg(").filtered(() -> {
                    call.text("cast(").node(arguments.get(0)).text(" as varchar)");
                });
                call.text(",");
                parsed(call, arguments.get(1));
                call.text("").end();
            }
            call.text(keepsNulls ? " as json))" : ",(k_,v_)->v_ is not null) as json))");
        }
    }
}
