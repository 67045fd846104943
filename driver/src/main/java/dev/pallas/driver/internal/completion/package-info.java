/** Finding out that queries have ended: one poller for all of an account and region, which learns how long statements take. */
@NullMarked
package dev.pallas.driver.internal.completion;

import org.jspecify.annotations.NullMarked;
