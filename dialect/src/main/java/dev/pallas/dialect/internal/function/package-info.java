/** What HQL functions become in Athena's SQL. */
@NullMarked
package dev.pallas.dialect.internal.function;

import org.jspecify.annotations.NullMarked;
