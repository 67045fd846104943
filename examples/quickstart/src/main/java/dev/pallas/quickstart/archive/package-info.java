/** An entity of every basic type, written to an Iceberg table that Hibernate makes. */
package dev.pallas.quickstart.archive;
