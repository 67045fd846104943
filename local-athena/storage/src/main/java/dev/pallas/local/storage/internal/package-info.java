/** What S3Proxy does not know of S3: bodies in chunks with a trailing checksum. */
@NullMarked
package dev.pallas.local.storage.internal;

import org.jspecify.annotations.NullMarked;
