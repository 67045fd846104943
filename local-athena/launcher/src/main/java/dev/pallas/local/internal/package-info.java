/** How the server's process is started, watched and ended. */
@NullMarked
package dev.pallas.local.internal;

import org.jspecify.annotations.NullMarked;
