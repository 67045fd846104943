/** Keeps state in a file, change by change. */
@NullMarked
package dev.pallas.local.internal.journal;

import org.jspecify.annotations.NullMarked;
