package dev.pallas.dialect.internal;

import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.query.sqm.UnaryArithmeticOperator;
import org.hibernate.query.sqm.tree.expression.Conversion;
import org.hibernate.sql.ast.spi.SqlAstTranslatorWithMerge;
import org.hibernate.sql.ast.spi.SqlSelection;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.expression.Any;
import org.hibernate.sql.ast.tree.expression.BinaryArithmeticExpression;
import org.hibernate.sql.ast.tree.expression.Every;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JdbcLiteral;
import org.hibernate.sql.ast.tree.expression.JdbcParameter;
import org.hibernate.sql.ast.tree.expression.Literal;
import org.hibernate.sql.ast.tree.expression.SqlTuple;
import org.hibernate.sql.ast.tree.expression.SqlTupleContainer;
import org.hibernate.sql.ast.tree.expression.UnaryOperation;
import org.hibernate.sql.ast.tree.expression.UnparsedNumericLiteral;
import org.hibernate.sql.ast.tree.predicate.BetweenPredicate;
import org.hibernate.sql.ast.tree.predicate.BooleanExpressionPredicate;
import org.hibernate.sql.ast.tree.predicate.ComparisonPredicate;
import org.hibernate.sql.ast.tree.predicate.ThruthnessPredicate;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.hibernate.type.BasicPluralType;
import org.jspecify.annotations.Nullable;

/**
 * Expressions in the words of Athena's SQL: numbers carry their type (a bare {@code 0.05} is a DOUBLE in Athena), booleans are ordinary expressions,
 * and arrays and rows compare where their parts are null.
 *
 * @param <T> the operation that a translation results in
 */
abstract class AthenaExpressionTranslator<T extends JdbcOperation> extends SqlAstTranslatorWithMerge<T> {
    /**
     * Creates a translator for one statement.
     *
     * @param sessionFactory the factory that the statement belongs to
     * @param statement the statement to translate
     */
    protected AthenaExpressionTranslator(SessionFactoryImplementor sessionFactory, Statement statement) {
        super(sessionFactory, statement);
    }

    // --- literals and arithmetic

    @Override
    protected void renderLiteral(Literal literal, boolean castParameter) {
        var numeric = literal.getJdbcMapping().getJdbcType().isNumber();
        if (!numeric || !NumericLiterals.append(this, literal.getLiteralValue())) {
            super.renderLiteral(literal, castParameter);
        }
    }

    @Override
    protected void renderAsLiteral(JdbcParameter parameter, @Nullable Object value) {
        var type = parameter.getExpressionType().getSingleJdbcMapping().getJdbcType();
        if (!type.isNumber() || !NumericLiterals.append(this, value)) {
            super.renderAsLiteral(parameter, value);
        }
    }

    @Override
    public <N extends Number> void visitUnparsedNumericLiteral(UnparsedNumericLiteral<N> literal) {
        var digits = literal.getUnparsedLiteralValue();
        switch (literal.getTypeCategory()) {
            case LONG -> NumericLiterals.append(this, "BIGINT", digits);
            case BIG_INTEGER, BIG_DECIMAL -> NumericLiterals.append(this, "DECIMAL", digits);
            case FLOAT -> NumericLiterals.append(this, "REAL", digits);
            case DOUBLE -> NumericLiterals.append(this, "DOUBLE", digits);
            default -> NumericLiterals.appendInteger(this, digits);
        }
    }

    @Override
    public void visitUnaryOperationExpression(UnaryOperation operation) {
        // in parentheses: two signs in a row would start a comment
        appendSql(operation.getOperator() == UnaryArithmeticOperator.UNARY_PLUS ? "(+" : "(-");
        operation.getOperand().accept(this);
        appendSql(CLOSE_PARENTHESIS);
    }

    @Override
    public void visitConversion(Conversion conversion) {
        appendSql(OPEN_PARENTHESIS);
        super.visitConversion(conversion);
        appendSql(CLOSE_PARENTHESIS);
    }

    /** A duration in a larger unit is a whole number of it: what is left over is dropped, once, from the result. */
    @Override
    protected void renderSelectExpression(Expression expression) {
        if (isOfLargerUnit(expression)) {
            appendSql("cast(truncate(");
            super.renderSelectExpression(expression);
            appendSql(") as bigint)");
        } else {
            super.renderSelectExpression(expression);
        }
    }

    private boolean isOfLargerUnit(Expression expression) {
        if (expression instanceof Conversion conversion) {
            var from = conversion.getDuration().getUnit();
            return from.conversionFactor(conversion.getUnit(), getDialect()).startsWith("/");
        }
        return expression instanceof BinaryArithmeticExpression arithmetic
                && (isOfLargerUnit(arithmetic.getLeftHandOperand())
                        || isOfLargerUnit(arithmetic.getRightHandOperand()));
    }

    /** Rows one of whose parts is null the engine does not order: they are compared part by part. */
    @Override
    public void visitRelationalPredicate(ComparisonPredicate predicate) {
        var operator = predicate.getOperator();
        var left = SqlTupleContainer.getSqlTuple(predicate.getLeftHandExpression());
        if (left == null || left.getExpressions().size() == 1 || !isOrder(operator)) {
            super.visitRelationalPredicate(predicate);
            return;
        }
        var right = SqlTupleContainer.getSqlTuple(predicate.getRightHandExpression());
        if (right != null) {
            emulateTupleComparison(left.getExpressions(), right.getExpressions(), operator, true);
        } else if (predicate.getRightHandExpression() instanceof Every every && isPlain(every.getSubquery())) {
            emulateSubQueryRelationalRestrictionPredicate(
                    predicate, true, every.getSubquery(), left, this::renderUnlessTrue, operator.invert());
        } else if (predicate.getRightHandExpression() instanceof Any any && isPlain(any.getSubquery())) {
            // what Hibernate compares is a row of the subquery to the tuple, in this order
            emulateSubQueryRelationalRestrictionPredicate(
                    predicate, false, any.getSubquery(), left, this::renderSelectTupleComparison, operator.invert());
        } else {
            super.visitRelationalPredicate(predicate);
        }
    }

    /** A row that nothing is known of is no row that the comparison holds for. */
    private void renderUnlessTrue(List<SqlSelection> row, SqlTuple tuple, ComparisonOperator operator) {
        appendSql("not coalesce(");
        renderSelectTupleComparison(row, tuple, operator);
        appendSql(",false)");
    }

    /** Whether a subquery is rows of its tables, and not groups or the first of them. */
    final boolean isPlain(SelectStatement subquery) {
        return subquery.getQueryPart() instanceof QuerySpec query
                && query.getGroupByClauseExpressions().isEmpty()
                && query.getHavingClauseRestrictions() == null
                && !query.hasOffsetOrFetchClause()
                && !hasAggregateFunctions(query);
    }

    private static boolean isOrder(ComparisonOperator operator) {
        return switch (operator) {
            case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> true;
            default -> false;
        };
    }

    @Override
    public void visitBetweenPredicate(BetweenPredicate between) {
        if (SqlTupleContainer.getSqlTuple(between.getExpression()) == null) {
            super.visitBetweenPredicate(between);
            return;
        }
        appendSql(between.isNegated() ? "not(" : "(");
        visitRelationalPredicate(new ComparisonPredicate(
                between.getExpression(), ComparisonOperator.GREATER_THAN_OR_EQUAL, between.getLowerBound()));
        appendSql(" and ");
        visitRelationalPredicate(new ComparisonPredicate(
                between.getExpression(), ComparisonOperator.LESS_THAN_OR_EQUAL, between.getUpperBound()));
        appendSql(CLOSE_PARENTHESIS);
    }

    /**
     * Arrays with null elements the engine compares by DISTINCT only, and only where it does not hand the comparison to the scan of the table: arrays are
     * equal where they are not distinct, and unknown where one is null.
     */
    @Override
    protected void renderComparison(Expression left, ComparisonOperator operator, Expression right) {
        var distinct = operator == ComparisonOperator.DISTINCT_FROM || operator == ComparisonOperator.NOT_DISTINCT_FROM;
        var equal = operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_EQUAL;
        if (!(distinct || equal) || !isArray(left)) {
            super.renderComparison(left, operator, right);
            return;
        }
        if (distinct) {
            appendSql("coalesce(");
            super.renderComparison(left, operator, right);
            appendSql(",false)");
            return;
        }
        appendSql("case when ");
        left.accept(this);
        appendSql(" is not null and ");
        right.accept(this);
        appendSql(" is not null then ");
        left.accept(this);
        appendSql(operator == ComparisonOperator.EQUAL ? " is not distinct from " : " is distinct from ");
        right.accept(this);
        appendSql(" end");
    }

    private static boolean isArray(Expression expression) {
        // the type of a tuple that HQL spells out does not tell how many parts it has
        var type = SqlTupleContainer.getSqlTuple(expression) == null ? expression.getExpressionType() : null;
        return type != null
                && type.getJdbcTypeCount() == 1
                && type.getSingleJdbcMapping() instanceof BasicPluralType<?, ?>;
    }

    // --- booleans are expressions

    @Override
    protected void renderExpressionAsClauseItem(Expression expression) {
        expression.accept(this);
    }

    @Override
    public void visitBooleanExpressionPredicate(BooleanExpressionPredicate predicate) {
        var expression = booleanOf(predicate.getExpression());
        if (predicate.isNegated()) {
            appendSql("not(");
            expression.accept(this);
            appendSql(CLOSE_PARENTHESIS);
        } else {
            expression.accept(this);
        }
    }

    @Override
    public void visitThruthnessPredicate(ThruthnessPredicate predicate) {
        super.visitThruthnessPredicate(new ThruthnessPredicate(
                booleanOf(predicate.getExpression()),
                predicate.getBooleanValue(),
                predicate.isNegated(),
                predicate.getExpressionType()));
    }

    /** A boolean that is kept as a number or a letter, compared to what stands for true. */
    private static Expression booleanOf(Expression expression) {
        var type = expression.getExpressionType();
        if (type == null
                || type.getJdbcTypeCount() != 1
                || type.getSingleJdbcMapping().getJdbcType().isBoolean()) {
            return expression;
        }
        var mapping = type.getSingleJdbcMapping();
        return new ComparisonPredicate(
                expression,
                ComparisonOperator.EQUAL,
                new JdbcLiteral<>(mapping.convertToRelationalValue(true), mapping));
    }
}
