/** Brings local-athena into tests of JUnit Jupiter, from 5.10 on. JUnit itself is for the application to bring. */
@NullMarked
package dev.pallas.local.junit;

import org.jspecify.annotations.NullMarked;
