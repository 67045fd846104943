/** Metadata through Athena's catalog operations. */
@NullMarked
package dev.pallas.driver.internal.catalog;

import org.jspecify.annotations.NullMarked;
