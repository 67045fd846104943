/**
 * The JDBC face of the asynchronous client. It waits for stages, translates failures into SQLException and values into the classes
 * of JDBC; it knows nothing of literals, polling or pages of text.
 */
@NullMarked
package dev.pallas.driver.internal.jdbc;

import org.jspecify.annotations.NullMarked;
