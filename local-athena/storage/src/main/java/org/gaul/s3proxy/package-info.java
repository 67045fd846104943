/** Reaches what S3Proxy keeps to its own package. */
@NullMarked
package org.gaul.s3proxy;

import org.jspecify.annotations.NullMarked;
