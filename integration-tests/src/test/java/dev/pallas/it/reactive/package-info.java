/** The Vert.x SQL client and Hibernate Reactive against the engine. */
@NullMarked
package dev.pallas.it.reactive;

import org.jspecify.annotations.NullMarked;
