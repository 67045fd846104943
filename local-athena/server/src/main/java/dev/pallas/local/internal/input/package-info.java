/** What a request may hold: the table of its members, in the words of the services. */
@NullMarked
package dev.pallas.local.internal.input;

import org.jspecify.annotations.NullMarked;
