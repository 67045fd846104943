package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.SortSpecification;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate that the engine has not, made of aggregates that it has. OVER belongs to each of those, and not to what is made of them, so the
 * translator hands it in.
 */
public interface ComposedAggregate {
    /**
     * Writes the aggregate.
     *
     * @param call where to, with its filter and its window
     * @param arguments of the function
     * @param withinGroup the order of its rows; may be empty
     */
    void compose(Call call, List<? extends SqlAstNode> arguments, List<SortSpecification> withinGroup);

    /**
     * What {@link org.hibernate.query.sqm.function.FunctionRenderer} asks for.
     *
     * @param sql where to
     * @param arguments of the function
     * @param filter of its rows
     * @param withinGroup their order
     * @param type of the result
     * @param walker the translator
     */
    default void render(
            SqlAppender sql,
            List<? extends SqlAstNode> arguments,
            @Nullable Predicate filter,
            @Nullable List<SortSpecification> withinGroup,
            ReturnableType<?> type,
            SqlAstTranslator<?> walker) {
        var over = walker instanceof Windows windows ? windows.takeWindow() : null;
        compose(new Call(sql, walker, filter, over), arguments, withinGroup == null ? List.of() : withinGroup);
    }

    /** A translator that keeps the window of the function being translated. */
    interface Windows {
        /**
         * Hands over the window, once.
         *
         * @return writes OVER and what follows; null where the function is no window function
         */
        @Nullable
        Runnable takeWindow();
    }

    /**
     * One use of the aggregate.
     *
     * @param sql where SQL goes
     * @param walker the translator
     * @param filter of the rows, or null
     * @param over writes the window, or null
     */
    record Call(
            SqlAppender sql,
            SqlAstTranslator<?> walker,
            @Nullable Predicate filter,
            @Nullable Runnable over) {

        /**
         * Writes SQL as it is.
         *
         * @param text the SQL
         * @return this
         */
        Call text(String text) {
            sql.appendSql(text);
            return this;
        }

        /**
         * Writes a node.
         *
         * @param node the node
         * @return this
         */
        Call node(SqlAstNode node) {
            node.accept(walker);
            return this;
        }

        /**
         * Writes the value of a row, null for rows that the filter leaves out: FILTER itself the engine does not take in windows.
         *
         * @param value writes the value
         * @return this
         */
        Call filtered(Runnable value) {
            if (filter == null) {
                value.run();
                return this;
            }
            sql.appendSql("case when ");
            walker.getCurrentClauseStack().push(Clause.WHERE);
            filter.accept(walker);
            walker.getCurrentClauseStack().pop();
            sql.appendSql(" then ");
            value.run();
            sql.appendSql(" end");
            return this;
        }

        /**
         * Ends an aggregate of the engine.
         *
         * @return this
         */
        Call end() {
            sql.appendSql(')');
            if (over != null) {
                over.run();
            }
            return this;
        }
    }
}
