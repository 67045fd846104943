/** The engine behind the Athena API: a small interface, and Trino behind it. */
@NullMarked
package dev.pallas.local.internal.engine;

import org.jspecify.annotations.NullMarked;
