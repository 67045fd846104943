/** Plain JDBC against local-athena. */
package dev.pallas.it.jdbc;
