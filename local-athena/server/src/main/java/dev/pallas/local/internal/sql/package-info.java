/** The two languages of Athena: Hive's for data definition, Trino's for queries; what is theirs in common with the engine and what is not. */
@NullMarked
package dev.pallas.local.internal.sql;

import org.jspecify.annotations.NullMarked;
