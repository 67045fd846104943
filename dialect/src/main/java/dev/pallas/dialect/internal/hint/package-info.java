/** Hints of a query, as comments and clauses of its text. */
@NullMarked
package dev.pallas.dialect.internal.hint;

import org.jspecify.annotations.NullMarked;
