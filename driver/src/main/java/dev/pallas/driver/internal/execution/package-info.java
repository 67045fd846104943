/** From a statement's text to its end in Athena: start, status, stop, time-out, and the order of batches. */
@NullMarked
package dev.pallas.driver.internal.execution;

import org.jspecify.annotations.NullMarked;
