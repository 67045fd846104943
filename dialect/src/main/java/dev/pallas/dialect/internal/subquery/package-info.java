/** Subqueries that the engine does not tie to the query around them, said in ways that it does. */
@NullMarked
package dev.pallas.dialect.internal.subquery;

import org.jspecify.annotations.NullMarked;
