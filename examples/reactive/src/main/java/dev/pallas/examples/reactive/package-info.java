/** The Vert.x SQL client and Hibernate Reactive on Athena, in one small application. */
@NullMarked
package dev.pallas.examples.reactive;

import org.jspecify.annotations.NullMarked;
