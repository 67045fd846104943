/** The AWS SDK's clients: built from the options, shared by clients of equal settings, closed with their last user. */
@NullMarked
package dev.pallas.driver.internal.aws;

import org.jspecify.annotations.NullMarked;
