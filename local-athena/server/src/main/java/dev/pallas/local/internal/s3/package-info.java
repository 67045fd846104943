/** Access to this process's own S3 endpoint. */
@NullMarked
package dev.pallas.local.internal.s3;

import org.jspecify.annotations.NullMarked;
