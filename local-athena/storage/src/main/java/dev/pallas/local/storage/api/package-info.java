/**
 * What the HTTP front and the server behind it say to each other. Both sides see these very classes, each from its own class loader, so
 * nothing but the JDK may appear here.
 */
@NullMarked
package dev.pallas.local.storage.api;

import org.jspecify.annotations.NullMarked;
