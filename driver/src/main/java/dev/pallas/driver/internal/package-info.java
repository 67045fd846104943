/** What ties the parts of the client together. */
@NullMarked
package dev.pallas.driver.internal;

import org.jspecify.annotations.NullMarked;
