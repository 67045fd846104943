package dev.pallas.driver.internal.jdbc;

import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** A chain of warnings. Thread-safe. */
final class Warnings {
    private @Nullable SQLWarning first;

    synchronized void add(String message) {
        var warning = new SQLWarning(message, "01000");
        if (first == null) {
            first = warning;
        } else {
            first.setNextWarning(warning);
        }
    }

    /** The first of them; null when there is none. */
    synchronized @Nullable SQLWarning first() {
        return first;
    }

    synchronized void clear() {
        first = null;
    }
}
