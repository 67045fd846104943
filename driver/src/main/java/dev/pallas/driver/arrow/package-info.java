/** Columnar access: results as vectors of Apache Arrow, an optional library. */
@NullMarked
package dev.pallas.driver.arrow;

import org.jspecify.annotations.NullMarked;
