package dev.pallas.dialect.internal.batch;

import java.util.List;
import org.hibernate.engine.jdbc.batch.spi.BatchKey;
import org.jspecify.annotations.Nullable;

/**
 * The key of the changes of all collections of one role.
 *
 * @param role its name
 */
record CollectionRole(String role) implements PartedKey {
    /** What Hibernate does to the rows of a collection, in its order. */
    private static final List<String> STEPS =
            List.of("REMOVE", "DELETE", "UPDATE-DELETE", "UPDATE", "UPDATE-INSERT", "INSERT");

    /** The role of Hibernate's own key, which is {@code role#STEP} or {@code role#STEP#subclass}; null for a step that is none of these. */
    static @Nullable CollectionRole of(BatchKey key) {
        return step(key) < 0 ? null : new CollectionRole(key.toLoggableString().split("#", -1)[0]);
    }

    @Override
    public int order(BatchKey part) {
        return step(part);
    }

    /** The place of Hibernate's own key in the order of steps; negative if it has none. */
    private static int step(BatchKey key) {
        var parts = key.toLoggableString().split("#", -1);
        return parts.length < 2 ? -1 : STEPS.indexOf(parts[1]);
    }

    @Override
    public String toLoggableString() {
        return role;
    }
}
