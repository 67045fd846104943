/**
 * From a statement and its values to the text that Athena runs: markers are found by a scanner, values are written by
 * {@link dev.pallas.driver.internal.sql.Literals} and nowhere else.
 */
@NullMarked
package dev.pallas.driver.internal.sql;

import org.jspecify.annotations.NullMarked;
