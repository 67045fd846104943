package dev.pallas.dialect.internal.function;

import jakarta.persistence.TemporalType;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.SqlTypes;

/** What the SQL of a temporal expression is: a date, a time (kept as text), or a timestamp. */
// jakarta.persistence.TemporalType is deprecated, and is still what Hibernate's Dialect methods take
@SuppressWarnings("deprecation")
enum TemporalKind {
    DATE,
    TIME,
    TIMESTAMP;

    TemporalType type() {
        return TemporalType.valueOf(name());
    }

    static TemporalKind of(SqlAstNode node) {
        if (node instanceof Expression expression
                && expression.getExpressionType() != null
                && expression.getExpressionType().getJdbcTypeCount() == 1) {
            return switch (expression
                    .getExpressionType()
                    .getSingleJdbcMapping()
                    .getJdbcType()
                    .getDdlTypeCode()) {
                case SqlTypes.DATE -> DATE;
                case SqlTypes.TIME, SqlTypes.TIME_UTC, SqlTypes.TIME_WITH_TIMEZONE, SqlTypes.LOCAL_TIME -> TIME;
                default -> TIMESTAMP;
            };
        }
        return TIMESTAMP;
    }
}
