/**
 * JDBC for Amazon Athena: {@link dev.pallas.driver.jdbc.AthenaDriver} for {@code java.sql.DriverManager} and
 * {@link dev.pallas.driver.jdbc.AthenaDataSource}. The asynchronous client behind a connection is
 * {@code connection.unwrap(AthenaClient.class)}.
 */
@NullMarked
package dev.pallas.driver.jdbc;

import org.jspecify.annotations.NullMarked;
