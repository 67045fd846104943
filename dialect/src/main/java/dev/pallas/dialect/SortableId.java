package dev.pallas.dialect;

import dev.pallas.dialect.internal.id.SortableIdGenerator;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.IdGeneratorType;

/**
 * Ids that need no server: numbers of 63 bits that grow with time, made in the process that persists the entity. Also what
 * {@code GenerationType.AUTO} gives a {@code Long}.
 *
 * <p>From the highest bit: 41 bits of milliseconds since 2025-01-01T00:00Z (until 2094), 6 bits of a counter, 16 bits of the node. Within a process ids
 * are unique and strictly increasing, for all threads and session factories. 64 ids fit a millisecond; a burst of more uses the
 * milliseconds to come. Processes differ by node: {@value AthenaDialect#NODE} (0 to 65,535) names it; unset, each process draws one at random,
 * and of ten processes that write at the same time two draw the same one in 0.07 % of all cases. A process with a named node may start again once the
 * clock has passed the ids of its last life, that is at once unless it made more than 64,000 ids a second.
 *
 * <p>For attributes of type {@code long}, {@code Long}, {@code BigInteger} and {@code BigDecimal}; others are refused at boot. JavaScript
 * holds integers of 53 bits only: send such an id as text.
 */
@IdGeneratorType(SortableIdGenerator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface SortableId {}
