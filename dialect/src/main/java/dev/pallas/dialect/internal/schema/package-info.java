/** Tables in Athena's DDL. */
@NullMarked
package dev.pallas.dialect.internal.schema;

import org.jspecify.annotations.NullMarked;
