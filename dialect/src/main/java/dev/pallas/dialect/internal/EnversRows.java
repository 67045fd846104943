package dev.pallas.dialect.internal;

import org.hibernate.metamodel.RepresentationMode;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.sql.ast.tree.select.QuerySpec;

/** The rows in which Envers keeps its audits. */
public final class EnversRows {
    private static final String ID = "originalId";

    private EnversRows() {}

    /**
     * Whether the query reads such rows. The validity strategy locks those of a collection that it is about to end, without asking the application. It only
     * writes when they end: two sessions that end the same one, as they cannot where the owner has a version, leave the end that came last.
     */
    public static boolean isReadBy(QuerySpec query) {
        return query.getFromClause().getRoots().stream()
                .allMatch(root -> root.getModelPart() instanceof EntityMappingType entity
                        && entity.getRepresentationStrategy().getMode() == RepresentationMode.MAP
                        && ID.equals(entity.getIdentifierMapping().getAttributeName()));
    }
}
