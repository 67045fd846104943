package dev.pallas.dialect.internal.mutation;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.metamodel.mapping.BasicValuedMapping;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.internal.SqmJdbcExecutionContextAdapter;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandler;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.expression.QueryLiteral;
import org.hibernate.sql.ast.tree.expression.SelfRenderingExpression;
import org.hibernate.sql.ast.tree.insert.InsertSelectStatement;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.hibernate.sql.exec.spi.JdbcSelect;
import org.hibernate.sql.results.internal.RowTransformerSingularReturnImpl;
import org.hibernate.sql.results.spi.ListResultsConsumer;

/**
 * An {@code insert .. select} whose ids the application makes: the rows are counted, and the insert carries an id for each, which it takes by the row's
 * number. A row that came in between finds no id, for which Athena refuses the whole insert.
 */
public final class NumberedInsert implements MultiTableHandler {
    private final JdbcParameterBindings bindings;
    private final BeforeExecutionGenerator generator;
    private final SelectStatement count;
    private final InsertOf insert;

    /**
     * Prepares one run.
     *
     * @param bindings the values of the query's parameters
     * @param count counts the rows
     * @param insert makes the insert
     */
    NumberedInsert(
            JdbcParameterBindings bindings,
            BeforeExecutionGenerator generator,
            SelectStatement count,
            InsertOf insert) {
        this.bindings = bindings;
        this.generator = generator;
        this.count = count;
        this.insert = insert;
    }

    /** The statement for ids. */
    interface InsertOf {
        InsertSelectStatement ids(List<Object> ids);
    }

    /** An id of a list of them, by the number of the row: there are no two rows of a number, and none beyond the list without an error. */
    record IdByNumber(List<Object> ids, BasicValuedMapping type) implements SelfRenderingExpression {
        @Override
        public void renderToSql(SqlAppender sql, SqlAstTranslator<?> walker, SessionFactoryImplementor factory) {
            var separator = "array[";
            for (var id : ids) {
                sql.appendSql(separator);
                new QueryLiteral<>(id, type).accept(walker);
                separator = ",";
            }
            sql.appendSql("][row_number() over ()]");
        }

        @Override
        public BasicValuedMapping getExpressionType() {
            return type;
        }
    }

    @Override
    public JdbcParameterBindings createJdbcParameterBindings(DomainQueryExecutionContext context) {
        return bindings;
    }

    @Override
    public boolean dependsOnParameterBindings() {
        return true;
    }

    /** Each run has its own ids, and so its own text. */
    @Override
    public boolean isCompatibleWith(JdbcParameterBindings bindings, QueryOptions options) {
        return false;
    }

    @Override
    public int execute(JdbcParameterBindings bindings, DomainQueryExecutionContext context) {
        var ids = ids(count(context), context.getSession());
        return ids.isEmpty() ? 0 : Steps.execute(insert(ids, context), bindings, context);
    }

    /** What makes an id. */
    public BeforeExecutionGenerator generator() {
        return generator;
    }

    /** As many ids as there are rows. */
    public List<Object> ids(long number, SharedSessionContractImplementor session) {
        var ids = new ArrayList<>();
        while (ids.size() < number) {
            ids.add(generator.generate(session, null, null, EventType.INSERT));
        }
        return ids;
    }

    /** The query for the number of rows, of one {@code Long}. */
    public JdbcSelect countQuery(DomainQueryExecutionContext context) {
        var factory = context.getSession().getFactory();
        return factory.getJdbcServices()
                .getJdbcEnvironment()
                .getSqlAstTranslatorFactory()
                .buildSelectTranslator(factory, count)
                .translate(bindings, context.getQueryOptions());
    }

    /** The insert of as many rows as there are ids, which are not none. */
    public JdbcOperationQueryMutation insert(List<Object> ids, DomainQueryExecutionContext context) {
        return Steps.translate(insert.ids(ids), bindings, context);
    }

    private long count(DomainQueryExecutionContext context) {
        var session = context.getSession();
        var select = countQuery(context);
        session.autoFlushIfRequired(select.getAffectedTableNames());
        var counted = session.getFactory()
                .getJdbcServices()
                .getJdbcSelectExecutor()
                .list(
                        select,
                        bindings,
                        SqmJdbcExecutionContextAdapter.omittingLockingAndPaging(context),
                        RowTransformerSingularReturnImpl.<Number>instance(),
                        null,
                        ListResultsConsumer.UniqueSemantic.NONE,
                        1);
        return counted.get(0).longValue();
    }
}
