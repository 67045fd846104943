/** From what Athena, S3 and the SDK report to one exception that says what to do. */
@NullMarked
package dev.pallas.driver.internal.error;

import org.jspecify.annotations.NullMarked;
