/**
 * Hibernate ORM on Amazon Athena.
 *
 * <p>{@link dev.pallas.dialect.AthenaDialect} is found by itself from the connection, or by the short name {@code Athena}; an application rarely
 * names it. Everything below {@code internal} may change without notice.
 */
@NullMarked
package dev.pallas.dialect;

import org.jspecify.annotations.NullMarked;
