package dev.pallas.dialect.internal.batch;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.engine.jdbc.batch.internal.BatchImpl;
import org.hibernate.engine.jdbc.batch.spi.Batch;
import org.hibernate.engine.jdbc.batch.spi.BatchKey;
import org.hibernate.engine.jdbc.batch.spi.BatchObserver;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.jdbc.mutation.TableInclusionChecker;
import org.hibernate.engine.jdbc.mutation.group.PreparedStatementGroup;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;

/**
 * Rows of several statements, a batch for each, executed in the order of the key. Hibernate executes a batch as soon as another begins, which makes some
 * commits of each collection, whose changes take several steps, and of each entity that is removed after its children. The rows of one part keep their order,
 * and those of two collections have nothing in common but elements that go from one to the other, which the one gives up before the other takes them.
 */
final class PartedBatch implements Batch {
    private final PartedKey key;
    private final int size;
    private final JdbcCoordinator coordinator;
    private final Map<BatchKey, Batch> parts = new LinkedHashMap<>();
    private final Set<BatchObserver> observers = new HashSet<>();
    private int rows;

    PartedBatch(PartedKey key, int size, JdbcCoordinator coordinator) {
        this.key = key;
        this.size = size;
        this.coordinator = coordinator;
    }

    /** The batch of a statement. It never executes itself: rows of other parts may have to come before it. */
    Batch part(BatchKey part, Supplier<PreparedStatementGroup> statements) {
        return parts.computeIfAbsent(part, one -> new BatchImpl(one, statements.get(), size + 1, coordinator));
    }

    /** Counts a row that has been added to a part, and executes all when they are as many as a batch holds. */
    void added() {
        rows++;
        if (rows == size) {
            observers.forEach(BatchObserver::batchImplicitlyExecuted);
            executeParts();
        }
    }

    @Override
    public void execute() {
        observers.forEach(BatchObserver::batchExplicitlyExecuted);
        executeParts();
    }

    private void executeParts() {
        var inOrder = parts.entrySet().stream()
                .sorted(Comparator.comparingInt(part -> key.order(part.getKey())))
                .map(Map.Entry::getValue)
                .toList();
        try {
            inOrder.forEach(Batch::execute);
        } finally {
            // a failed one leaves those after it undone
            release(inOrder);
        }
    }

    @Override
    public void release() {
        release(List.copyOf(parts.values()));
        observers.clear();
    }

    private void release(List<Batch> released) {
        parts.clear();
        rows = 0;
        released.forEach(Batch::release);
    }

    @Override
    public BatchKey getKey() {
        return key;
    }

    @Override
    public void addObserver(BatchObserver observer) {
        observers.add(observer);
    }

    @Override
    public PreparedStatementGroup getStatementGroup() {
        throw onlyParts();
    }

    @Override
    public void addToBatch(JdbcValueBindings values, TableInclusionChecker inclusion) {
        throw onlyParts();
    }

    @Override
    public void addToBatch(JdbcValueBindings values, TableInclusionChecker inclusion, StaleStateMapper stale) {
        throw onlyParts();
    }

    private IllegalStateException onlyParts() {
        return new IllegalStateException("The batch of " + key.toLoggableString() + " takes rows by its parts");
    }
}
