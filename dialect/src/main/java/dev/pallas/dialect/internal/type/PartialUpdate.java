package dev.pallas.dialect.internal.type;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.dialect.aggregate.AggregateSupport.AggregateColumnWriteExpression;
import org.hibernate.dialect.aggregate.AggregateSupport.WriteExpressionRenderer;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.sql.ast.SqlAstNodeRenderingMode;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.type.descriptor.jdbc.AggregateJdbcType;

/** A struct or a JSON document built anew, with some of its parts given and the others as they are. */
final class PartialUpdate implements WriteExpressionRenderer {
    private final SelectableMapping aggregate;
    private final Node root = new Node();

    PartialUpdate(SelectableMapping aggregate, SelectableMapping[] updated) {
        this.aggregate = aggregate;
        for (var column : updated) {
            var path = column.getSelectablePath().getParts();
            var node = root;
            for (var i = 1; i < path.length; i++) {
                node = node.parts.computeIfAbsent(path[i].getSelectableName(), name -> new Node());
            }
            node.updated.add(column);
        }
    }

    /** What is given of a part: its value, or values of parts of its own. */
    private static final class Node {
        private final Map<String, Node> parts = new LinkedHashMap<>();
        private final List<SelectableMapping> updated = new ArrayList<>();
    }

    @Override
    public void render(
            SqlAppender sql, SqlAstTranslator<?> translator, AggregateColumnWriteExpression values, String qualifier) {
        var column = aggregate.getSelectionExpression();
        var path = qualifier == null || qualifier.isBlank() ? column : qualifier + "." + column;
        if (aggregate.getJdbcMapping().getJdbcType() instanceof AthenaStructJdbcType struct) {
            struct(sql, translator, values, struct, root, path);
        } else {
            sql.appendSql("json_format(");
            json(sql, translator, values, aggregate, root, path);
            sql.appendSql(")");
        }
    }

    private static void struct(
            SqlAppender sql,
            SqlAstTranslator<?> translator,
            AggregateColumnWriteExpression values,
            AthenaStructJdbcType type,
            Node node,
            String path) {
        var rowType = Objects.requireNonNull(type.rowType());
        var separator = "cast(row(";
        for (var field : rowType.fields()) {
            sql.appendSql(separator);
            separator = ", ";
            var given = node.parts.get(field.name());
            var part = path + "." + field.name();
            if (given == null) {
                sql.appendSql(part);
            } else if (given.updated.isEmpty()) {
                var mapping = part(Objects.requireNonNull(type.getEmbeddableMappingType()), field.name());
                var nested = (AthenaStructJdbcType) mapping.getJdbcMapping().getJdbcType();
                struct(sql, translator, values, nested, given, part);
            } else {
                value(sql, translator, values, given.updated.get(0));
            }
        }
        sql.appendSql(") as " + rowType.query() + ")");
    }

    private static void json(
            SqlAppender sql,
            SqlAstTranslator<?> translator,
            AggregateColumnWriteExpression values,
            SelectableMapping aggregate,
            Node node,
            String path) {
        var jdbcType = (AggregateJdbcType) aggregate.getJdbcMapping().getJdbcType();
        var embeddable = jdbcType.getEmbeddableMappingType();
        var names = new StringBuilder();
        var separator = "cast(cast(row(";
        var count = embeddable.getJdbcValueCount() + (embeddable.isPolymorphic() ? 1 : 0);
        for (var i = 0; i < count; i++) {
            var column = embeddable.getJdbcValueSelectable(i);
            var name = column.getSelectableName();
            sql.appendSql(separator);
            separator = ", ";
            names.append(i == 0 ? "" : ", ")
                    .append('"')
                    .append(name.replace("\"", ""))
                    .append("\" json");
            var given = node.parts.get(name);
            var document = JsonColumns.path(path, name);
            if (given == null) {
                sql.appendSql("json_extract(" + document + ")");
            } else if (given.updated.isEmpty()) {
                json(sql, translator, values, column, given, "json_format(json_extract(" + document + "))");
            } else {
                var around = JsonColumns.write(column.getJdbcMapping().getJdbcType());
                sql.appendSql(around[0]);
                value(sql, translator, values, given.updated.get(0));
                sql.appendSql(around[1]);
            }
        }
        sql.appendSql(") as row(" + names + ")) as json)");
    }

    private static void value(
            SqlAppender sql,
            SqlAstTranslator<?> translator,
            AggregateColumnWriteExpression values,
            SelectableMapping column) {
        var write = column.getWriteExpression();
        // the parameter of a nested type wraps itself
        var own = column.getJdbcMapping()
                        .getJdbcType()
                        .isWriteExpressionTyped(
                                translator.getSessionFactory().getJdbcServices().getDialect())
                || !write.contains("?");
        var around = own ? new String[] {"", ""} : write.split("\\?", 2);
        sql.appendSql(around[0]);
        translator.render(values.getValueExpression(column), SqlAstNodeRenderingMode.NO_UNTYPED);
        sql.appendSql(around[1]);
    }

    private static SelectableMapping part(EmbeddableMappingType embeddable, String name) {
        return embeddable.getJdbcValueSelectable(embeddable.getSelectableIndex(name));
    }
}
