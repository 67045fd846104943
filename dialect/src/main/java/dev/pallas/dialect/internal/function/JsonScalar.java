package dev.pallas.dialect.internal.function;

import dev.pallas.dialect.internal.type.TimeAsTextJdbcType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.CastTarget;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.jspecify.annotations.Nullable;

/**
 * Values that JSON has no type for, in the forms in which Hibernate writes JSON itself: bytes as hexadecimal digits, times without zeros at their
 * end, timestamps as in ISO 8601.
 */
final class JsonScalar {
    private static final String[] AS_IT_IS = {"", ""};

    private JsonScalar() {}

    static boolean isJson(SqlAstNode node) {
        var type = type(node);
        return type != null && type.isJson();
    }

    private static @Nullable JdbcType type(SqlAstNode node) {
        return node instanceof Expression expression
                        && expression.getExpressionType() != null
                        && expression.getExpressionType().getJdbcTypeCount() == 1
                ? expression.getExpressionType().getSingleJdbcMapping().getJdbcType()
                : null;
    }

    /** Writes a value as what JSON is to hold. */
    static void write(SqlAppender sql, SqlAstNode value, SqlAstTranslator<?> walker) {
        var around = encoding(type(value));
        sql.appendSql(around[0]);
        value.accept(walker);
        sql.appendSql(around[1]);
    }

    private static String[] encoding(@Nullable JdbcType type) {
        if (type == null) {
            return AS_IT_IS;
        }
        if (type instanceof TimeAsTextJdbcType) {
            return new String[] {"regexp_replace(", ",'[.]?0+$')"};
        }
        return switch (type.getDefaultSqlTypeCode()) {
            case SqlTypes.TIMESTAMP -> new String[] {"replace(cast(", " as varchar),' ','T')"};
            case SqlTypes.TIMESTAMP_UTC, SqlTypes.TIMESTAMP_WITH_TIMEZONE ->
                new String[] {"(replace(cast(", " as varchar),' ','T')||'Z')"};
            default -> type.isBinary() ? new String[] {"lower(to_hex(", "))"} : AS_IT_IS;
        };
    }

    /** What goes around text of JSON to make a value as columns hold it; null where the type in the function does that. */
    static String @Nullable [] decoding(@Nullable CastTarget target) {
        if (target == null) {
            return null;
        }
        var type = target.getJdbcMapping().getJdbcType();
        if (type instanceof TimeAsTextJdbcType) {
            return new String[] {"cast(cast(", " as time(9)) as varchar)"};
        }
        return switch (type.getDefaultSqlTypeCode()) {
            case SqlTypes.TIMESTAMP -> new String[] {"cast(replace(", ",'T',' ') as timestamp(6))"};
            case SqlTypes.TIMESTAMP_UTC, SqlTypes.TIMESTAMP_WITH_TIMEZONE ->
                new String[] {
                    "cast(cast(replace(",
                    ",'T',' ') as timestamp(6) with time zone) at time zone 'UTC' as timestamp(6))"
                };
            default -> type.isBinary() ? new String[] {"from_hex(", ")"} : null;
        };
    }
}
