/**
 * Amazon Athena for the Vert.x SQL client: {@link dev.pallas.reactive.AthenaBuilder} builds a pool from
 * {@link dev.pallas.reactive.AthenaConnectOptions}. Hibernate Reactive finds its way here by itself when the URL is Athena's.
 * Everything under {@code dev.pallas.reactive.internal} may change without notice.
 */
@NullMarked
package dev.pallas.reactive;

import org.jspecify.annotations.NullMarked;
