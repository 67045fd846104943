/** The process: start, ready, end. */
@NullMarked
package dev.pallas.local.internal.process;

import org.jspecify.annotations.NullMarked;
