/** Reads and writes Parquet with the two libraries of Apache Parquet that know nothing of Hadoop. They are optional: see {@link dev.pallas.driver.internal.parquet.ParquetLibrary}. */
@NullMarked
package dev.pallas.driver.internal.parquet;

import org.jspecify.annotations.NullMarked;
