package dev.pallas.reactive.hibernate;

import dev.pallas.dialect.internal.id.GeneratorsWithoutJdbc;
import dev.pallas.dialect.internal.id.IdPerRow;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.HibernateException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.Generator;
import org.hibernate.id.BulkInsertionCapableIdentifierGenerator;
import org.hibernate.id.OptimizableGenerator;
import org.hibernate.id.PersistentIdentifierGenerator;
import org.hibernate.id.enhanced.Optimizer;
import org.hibernate.reactive.id.ReactiveIdentifierGenerator;
import org.hibernate.reactive.provider.impl.ReactiveModeCheck;
import org.hibernate.reactive.session.ReactiveConnectionSupplier;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/** What Hibernate's generators of ids do with JDBC, or where they expect it, under Hibernate Reactive. */
public final class ReactiveGenerators implements GeneratorsWithoutJdbc {

    @Override
    public boolean isFor(ServiceRegistry registry) {
        return HibernateReactive.isPresent() && Reactive.is(registry);
    }

    @Override
    public Generator counted(String greatest, Class<?> type) {
        return Reactive.counted(greatest, type);
    }

    @Override
    public Generator partOfId(Generator generator) {
        return Reactive.partOfId(generator);
    }

    /** A class of its own, so that it is loaded only where Hibernate Reactive is. */
    private static final class Reactive {
        static boolean is(ServiceRegistry registry) {
            return ReactiveModeCheck.isReactiveRegistry(registry);
        }

        static Generator counted(String greatest, Class<?> type) {
            return new Counter(greatest, type);
        }

        static Generator partOfId(Generator generator) {
            return generator instanceof BeforeExecutionGenerator before
                            && !(generator instanceof ReactiveIdentifierGenerator)
                            && !(generator instanceof PersistentIdentifierGenerator)
                    ? new PartOfId(before)
                    : generator;
        }
    }

    /** Hibernate Reactive asks every generator in a composite id for its value, but keeps only those of reactive ones. */
    private static final class PartOfId implements ReactiveIdentifierGenerator<Object> {
        private static final long serialVersionUID = 1L;

        private final BeforeExecutionGenerator generator;

        PartOfId(BeforeExecutionGenerator generator) {
            this.generator = generator;
        }

        @Override
        public CompletionStage<Object> generate(ReactiveConnectionSupplier session, Object entity) {
            return CompletableFuture.completedFuture(
                    generate((SharedSessionContractImplementor) session, entity, null, EventType.INSERT));
        }

        @Override
        public Object generate(
                SharedSessionContractImplementor session,
                @Nullable Object entity,
                @Nullable Object current,
                EventType eventType) {
            return generator.generate(session, entity, current, eventType);
        }
    }

    /**
     * Counts ids from the greatest that the table has.
     *
     * <p>Each session that comes before the greatest id is known asks for it: an answer that several wait for would reach some of them on the
     * thread of another. The first answer counts.
     */
    private static final class Counter
            implements ReactiveIdentifierGenerator<Number>,
                    BulkInsertionCapableIdentifierGenerator,
                    OptimizableGenerator {
        private static final long serialVersionUID = 1L;

        private final String greatest;
        private final Class<?> type;
        private final AtomicReference<@Nullable AtomicLong> last = new AtomicReference<>();

        Counter(String greatest, Class<?> type) {
            this.greatest = greatest;
            this.type = type;
        }

        @Override
        public CompletionStage<Number> generate(ReactiveConnectionSupplier session, Object entity) {
            var known = last.get();
            return known != null
                    ? CompletableFuture.completedFuture(next(known))
                    : session.getReactiveConnection()
                            .selectIdentifier(greatest, new Object[0], Long.class)
                            .thenApply(this::nextAfter);
        }

        /** What HQL's {@code insert ... values} asks for while it binds its parameters, when nothing can be read. */
        @Override
        public Number generate(
                SharedSessionContractImplementor session,
                @Nullable Object entity,
                @Nullable Object current,
                EventType eventType) {
            var known = last.get();
            if (known == null) {
                throw new HibernateException(
                        "Ids of " + type.getSimpleName() + " are counted on from \"" + greatest
                                + "\", which an insert of HQL cannot ask for: give the ids in the statement, or persist an entity first");
            }
            return next(known);
        }

        /** An {@code insert .. select} goes to the strategy that asks for as many ids as there are rows. */
        @Override
        public boolean supportsBulkInsertionIdentifierGeneration() {
            return false;
        }

        @Override
        public Optimizer getOptimizer() {
            return IdPerRow.INSTANCE;
        }

        private Number nextAfter(@Nullable Long found) {
            var first = new AtomicLong(found == null ? 0 : found);
            var known = last.compareAndExchange(null, first);
            return next(known == null ? first : known);
        }

        private Number next(AtomicLong counted) {
            var id = counted.incrementAndGet();
            var max = type == Short.class || type == short.class
                    ? Short.MAX_VALUE
                    : type == Byte.class || type == byte.class ? Byte.MAX_VALUE : Integer.MAX_VALUE;
            if (id > max) {
                throw new HibernateException("The ids of " + type.getSimpleName() + " are used up: " + greatest);
            }
            if (max == Short.MAX_VALUE) {
                return (short) id;
            }
            return max == Byte.MAX_VALUE ? (Number) (byte) id : (Number) (int) id;
        }
    }
}
