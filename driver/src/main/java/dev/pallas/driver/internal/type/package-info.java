/** One codec for each type of Athena: from the text of a cell to a Java value, and from there to the class that is asked for. */
@NullMarked
package dev.pallas.driver.internal.type;

import org.jspecify.annotations.NullMarked;
