/** The S3 endpoint of local-athena. */
@NullMarked
package dev.pallas.local.storage;

import org.jspecify.annotations.NullMarked;
