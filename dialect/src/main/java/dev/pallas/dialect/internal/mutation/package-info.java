/** Bulk changes of entities whose rows are spread over several tables. */
@NullMarked
package dev.pallas.dialect.internal.mutation;

import org.jspecify.annotations.NullMarked;
