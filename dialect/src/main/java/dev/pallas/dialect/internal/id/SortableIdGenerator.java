package dev.pallas.dialect.internal.id;

import dev.pallas.dialect.AthenaDialect;
import dev.pallas.dialect.SortableId;
import dev.pallas.dialect.internal.Refusals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.LongFunction;
import org.hibernate.MappingException;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.AnnotationBasedGenerator;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.EventTypeSets;
import org.hibernate.generator.GeneratorCreationContext;
import org.jspecify.annotations.Nullable;

/** Gives entities the ids of {@link SortableIds}. */
public final class SortableIdGenerator implements BeforeExecutionGenerator, AnnotationBasedGenerator<SortableId> {
    private static final long serialVersionUID = 1L;

    private static final Map<Class<?>, LongFunction<Object>> TYPES = Map.of(
            Long.class,
            id -> id,
            long.class,
            id -> id,
            BigInteger.class,
            BigInteger::valueOf,
            BigDecimal.class,
            BigDecimal::valueOf);

    private transient LongFunction<Object> conversion = id -> id;
    private int node;

    static boolean fits(Class<?> type) {
        return TYPES.containsKey(type);
    }

    @Override
    public void initialize(SortableId annotation, GeneratorCreationContext context) {
        initialize(context);
    }

    void initialize(GeneratorCreationContext context) {
        var type = context.getType().getReturnedClass();
        var known = TYPES.get(type);
        if (known == null) {
            throw new MappingException(Refusals.SORTABLE_ID.formatted(
                    context.getRootClass() == null
                            ? "?"
                            : context.getRootClass().getEntityName(),
                    type.getSimpleName()));
        }
        conversion = known;
        node = context.getServiceRegistry()
                .requireService(ConfigurationService.class)
                .getSetting(AthenaDialect.NODE, SortableIdGenerator::node, SortableIds.randomNode());
    }

    private static int node(Object setting) {
        var text = setting.toString().strip();
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= SortableIds.MAX_NODE) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below, as for a number out of range
        }
        throw new MappingException("%s is '%s', and must be a number from 0 to %d"
                .formatted(AthenaDialect.NODE, text, SortableIds.MAX_NODE));
    }

    @Override
    public Object generate(
            SharedSessionContractImplementor session,
            Object owner,
            @Nullable Object currentValue,
            EventType eventType) {
        return conversion.apply(SortableIds.ofProcess().next(node));
    }

    @Override
    public EnumSet<EventType> getEventTypes() {
        return EventTypeSets.INSERT_ONLY;
    }
}
