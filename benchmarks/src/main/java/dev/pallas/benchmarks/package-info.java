/** Programs that measure Pallas. */
@NullMarked
package dev.pallas.benchmarks;

import org.jspecify.annotations.NullMarked;
