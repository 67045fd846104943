/** What the serdes of this server have in common. */
@NullMarked
package dev.pallas.local.internal.serde;

import org.jspecify.annotations.NullMarked;
