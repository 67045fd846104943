/** Time travel in Iceberg tables. */
@NullMarked
package dev.pallas.dialect.internal.temporal;

import org.jspecify.annotations.NullMarked;
