/** What makes libraries of an older JDK run on newer ones. */
@NullMarked
package dev.pallas.local.internal.jdk;

import org.jspecify.annotations.NullMarked;
