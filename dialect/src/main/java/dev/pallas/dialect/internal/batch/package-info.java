/** How the writes of a flush come together in batches. */
@NullMarked
package dev.pallas.dialect.internal.batch;

import org.jspecify.annotations.NullMarked;
