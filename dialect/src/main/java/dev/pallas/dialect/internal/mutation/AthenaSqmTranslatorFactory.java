package dev.pallas.dialect.internal.mutation;

import dev.pallas.dialect.internal.AthenaSqmTranslator;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.sql.SqmTranslator;
import org.hibernate.query.sqm.sql.StandardSqmTranslatorFactory;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.sql.ast.spi.SqlAstCreationContext;
import org.hibernate.sql.ast.tree.MutationStatement;
import org.hibernate.sql.ast.tree.select.SelectStatement;

/**
 * Translators of HQL of our own, and a look at its inserts before they are translated, where Hibernate itself would say only that a generator is of the
 * wrong class.
 */
public final class AthenaSqmTranslatorFactory extends StandardSqmTranslatorFactory {
    @Override
    public SqmTranslator<SelectStatement> createSelectTranslator(
            SqmSelectStatement<?> statement,
            QueryOptions options,
            DomainParameterXref parameters,
            QueryParameterBindings bindings,
            LoadQueryInfluencers influencers,
            SqlAstCreationContext context,
            boolean deduplicates) {
        return new AthenaSqmTranslator<>(statement, options, parameters, bindings, influencers, context, deduplicates);
    }

    @Override
    public SqmTranslator<? extends MutationStatement> createMutationTranslator(
            SqmDmlStatement<?> statement,
            QueryOptions options,
            DomainParameterXref parameters,
            QueryParameterBindings bindings,
            LoadQueryInfluencers influencers,
            SqlAstCreationContext context) {
        if (statement instanceof SqmInsertStatement<?> insert) {
            InsertIds.require(
                    insert,
                    context.getMappingMetamodel()
                            .getEntityDescriptor(insert.getTarget().getModel().getHibernateEntityName()));
        }
        return super.createMutationTranslator(statement, options, parameters, bindings, influencers, context);
    }
}
