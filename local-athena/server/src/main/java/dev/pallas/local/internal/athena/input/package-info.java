/** What the operations of the Athena API take, and how what they cannot take is refused. */
@NullMarked
package dev.pallas.local.internal.athena.input;

import org.jspecify.annotations.NullMarked;
