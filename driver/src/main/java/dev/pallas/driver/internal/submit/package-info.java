/** What is asked of Athena for a statement: its start, once and in its turn, its stop, its time-out, and the order of batches. */
@NullMarked
package dev.pallas.driver.internal.submit;

import org.jspecify.annotations.NullMarked;
