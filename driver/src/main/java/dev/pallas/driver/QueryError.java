package dev.pallas.driver;

import org.jspecify.annotations.Nullable;

/**
 * Athena's own classification of a failure ("Athena error catalog" in its user guide).
 *
 * @param category 1 system, 2 user, 3 other; 0 when Athena did not say
 * @param type the number of the kind of error; 0 when Athena did not say
 * @param retryable whether the same statement may succeed when it is run again
 * @param message the message that belongs to it
 */
public record QueryError(
        int category, int type, boolean retryable, @Nullable String message) {}
