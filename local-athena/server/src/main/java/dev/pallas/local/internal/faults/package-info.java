/** Being a bad day on purpose: what goes wrong, when, and how often it did. */
@NullMarked
package dev.pallas.local.internal.faults;

import org.jspecify.annotations.NullMarked;
