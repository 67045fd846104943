package dev.pallas.dialect.internal.function;

import dev.pallas.dialect.internal.type.JsonColumns;
import org.hibernate.dialect.function.array.DdlTypeHelper;
import org.hibernate.dialect.function.array.UnnestFunction;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.metamodel.mapping.SqlTypedMapping;
import org.hibernate.query.sqm.tuple.internal.AnonymousTupleTableGroupProducer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.BasicPluralType;
import org.jspecify.annotations.Nullable;

/** {@code unnest}. An array in a JSON document becomes an array of rows first, whose fields are read from its elements. */
final class AthenaUnnest extends UnnestFunction {
    AthenaUnnest() {
        super("v", "i");
    }

    @Override
    protected void renderJsonTable(
            SqlAppender sql,
            Expression array,
            BasicPluralType<?, ?> pluralType,
            @Nullable SqlTypedMapping column,
            AnonymousTupleTableGroupProducer tuple,
            String variable,
            SqlAstTranslator<?> walker) {
        var types = walker.getSessionFactory().getTypeConfiguration();
        var wholes = tuple.findSubPart(CollectionPart.Nature.ELEMENT.getName(), null) != null;
        sql.appendSql("unnest(transform(cast(json_parse(");
        array.accept(walker);
        sql.appendSql(") as array(json)),e_->row(");
        tuple.forEachSelectable((index, field) -> {
            if (!CollectionPart.Nature.INDEX.getName().equals(field.getSelectableName())) {
                var path =
                        wholes ? "json_format(e_),'$'" : JsonColumns.path("json_format(e_)", field.getSelectableName());
                sql.appendSql(index == 0 ? "" : ",");
                sql.appendSql(JsonColumns.value(
                        path, field.getJdbcMapping().getJdbcType(), () -> DdlTypeHelper.getCastTypeName(field, types)));
            }
        });
        sql.appendSql(")))");
        if (tuple.findSubPart(CollectionPart.Nature.INDEX.getName(), null) != null) {
            sql.appendSql(" with ordinality");
        }
    }
}
