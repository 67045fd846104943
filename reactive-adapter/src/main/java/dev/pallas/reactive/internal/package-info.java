/** The Vert.x SQL client driver: commands in, rows out, each on the context of its connection. */
@NullMarked
package dev.pallas.reactive.internal;

import org.jspecify.annotations.NullMarked;
