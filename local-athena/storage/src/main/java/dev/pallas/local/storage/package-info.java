/** The HTTP front of local-athena, with S3 behind it. */
@NullMarked
package dev.pallas.local.storage;

import org.jspecify.annotations.NullMarked;
