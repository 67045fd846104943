/** The Athena API: executions and their results, work groups, and the catalog as Athena shows it. */
@NullMarked
package dev.pallas.local.internal.athena;

import org.jspecify.annotations.NullMarked;
