/** The asynchronous client against local-athena. */
@NullMarked
package dev.pallas.it.driver;

import org.jspecify.annotations.NullMarked;
