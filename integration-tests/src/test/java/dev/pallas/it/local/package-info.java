/** local-athena by itself: its endpoints as AWS's own clients use them, and the life of its process. */
@NullMarked
package dev.pallas.it.local;

import org.jspecify.annotations.NullMarked;
