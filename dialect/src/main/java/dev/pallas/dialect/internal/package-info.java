/** How the dialect does it: translation, schema, locks, errors. */
@NullMarked
package dev.pallas.dialect.internal;

import org.jspecify.annotations.NullMarked;
