/** JPA and Hibernate Reactive against an embedded Athena; {@link dev.pallas.quickstart.Quickstart} is the program. */
@NullMarked
package dev.pallas.quickstart;

import org.jspecify.annotations.NullMarked;
