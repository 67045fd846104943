/** Ids that are made without a server. */
@NullMarked
package dev.pallas.dialect.internal.id;

import org.jspecify.annotations.NullMarked;
