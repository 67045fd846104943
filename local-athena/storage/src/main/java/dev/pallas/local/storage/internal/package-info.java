/** What stands in front of S3Proxy: signatures, faults, and what it does not know of S3. */
@NullMarked
package dev.pallas.local.storage.internal;

import org.jspecify.annotations.NullMarked;
