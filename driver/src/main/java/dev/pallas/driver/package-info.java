/**
 * The asynchronous Athena client: {@link dev.pallas.driver.AthenaClient} submits a {@link dev.pallas.driver.Query} and hands out a
 * {@link dev.pallas.driver.QueryHandle}, whose result is read page by page. The JDBC face is in {@code dev.pallas.driver.jdbc};
 * everything under {@code dev.pallas.driver.internal} may change without notice.
 */
@NullMarked
package dev.pallas.driver;

import org.jspecify.annotations.NullMarked;
