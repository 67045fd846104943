package dev.pallas.dialect.internal.mutation;

import dev.pallas.dialect.internal.Refusals;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.id.BulkInsertionCapableIdentifierGenerator;
import org.hibernate.id.CompositeNestedGeneratedValueGenerator;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.IllegalQueryOperationException;
import org.hibernate.query.sqm.tree.insert.SqmInsertSelectStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;
import org.jspecify.annotations.Nullable;

/** Where an HQL insert takes its ids from. */
final class InsertIds {
    private InsertIds() {}

    /** Whether the statement says nothing of the id, which is one attribute. */
    static boolean leavesOut(SqmInsertStatement<?> statement, EntityPersister entity) {
        var id = entity.getIdentifierPropertyName();
        return id != null
                && statement.getInsertionTargetPaths().stream()
                        .noneMatch(path -> id.equals(path.getNavigablePath().getLocalName()));
    }

    /** What makes the ids that the statement leaves out; null where it names them, or nothing in the application makes them. */
    static @Nullable BeforeExecutionGenerator generator(SqmInsertStatement<?> statement, EntityPersister entity) {
        return leavesOut(statement, entity)
                        && entity.getGenerator() instanceof BeforeExecutionGenerator generator
                        && !(generator instanceof CompositeNestedGeneratedValueGenerator)
                ? generator
                : null;
    }

    /** Refuses rows that a query makes, for which nobody could make ids. */
    static void require(SqmInsertStatement<?> statement, EntityPersister entity) {
        if (statement instanceof SqmInsertSelectStatement<?>
                && leavesOut(statement, entity)
                && !(entity.getGenerator() instanceof BulkInsertionCapableIdentifierGenerator)
                && !(entity.getGenerator() instanceof CompositeNestedGeneratedValueGenerator)) {
            throw new IllegalQueryOperationException(
                    Refusals.INSERT_SELECT_WITHOUT_ID.formatted(entity.getEntityName()));
        }
    }
}
