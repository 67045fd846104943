/** How values of the Java types reach Athena and come back. */
@NullMarked
package dev.pallas.dialect.internal.type;

import org.jspecify.annotations.NullMarked;
