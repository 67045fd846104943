/** Hibernate ORM through the JDBC driver on local-athena: the SQL that is sent, and the rows that come back. */
package dev.pallas.it.dialect;
