package dev.pallas.dialect.internal;

import java.util.HashSet;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.jdbc.Expectation;
import org.hibernate.persister.collection.mutation.CollectionMutationTarget;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslatorFactory;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.hibernate.sql.model.internal.TableUpdateStandard;

/** Translates statements to Athena's SQL. */
public final class AthenaTranslators extends StandardSqlAstTranslatorFactory {
    @Override
    protected <T extends JdbcOperation> SqlAstTranslator<T> buildTranslator(
            SessionFactoryImplementor factory, Statement statement) {
        return new AthenaSqlAstTranslator<>(
                factory,
                statement instanceof TableUpdateStandard update && endsWholeCollection(update)
                        ? ofAnyNumberOfRows(update)
                        : statement);
    }

    /**
     * Whether all rows of a collection are marked as deleted, or as ended. Hibernate expects one row of it, as of any update, and says so
     * where it is part of a batch.
     */
    private static boolean endsWholeCollection(TableUpdateStandard update) {
        if (!(update.getMutationTarget() instanceof CollectionMutationTarget collection)
                || update.getExpectation() instanceof Expectation.None) {
            return false;
        }
        var key = new HashSet<String>();
        collection
                .getTargetPart()
                .getKeyDescriptor()
                .forEachSelectable((index, column) -> key.add(column.getSelectionExpression()));
        return update.getKeyBindings().stream()
                .allMatch(binding -> key.contains(binding.getColumnReference().getColumnExpression()));
    }

    private static Statement ofAnyNumberOfRows(TableUpdateStandard update) {
        return new TableUpdateStandard(
                update.getMutatingTable(),
                update.getMutationTarget(),
                update.getMutationComment(),
                update.getValueBindings(),
                update.getKeyBindings(),
                update.getOptimisticLockBindings(),
                update.getWhereFragment(),
                Expectation.None.INSTANCE,
                List.of());
    }
}
