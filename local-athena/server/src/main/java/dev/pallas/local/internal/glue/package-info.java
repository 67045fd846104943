/** The one catalog, as data and as the Glue API. */
@NullMarked
package dev.pallas.local.internal.glue;

import org.jspecify.annotations.NullMarked;
