/** Schemas and vectors of Apache Arrow for columns and pages. */
@NullMarked
package dev.pallas.driver.internal.arrow;

import org.jspecify.annotations.NullMarked;
