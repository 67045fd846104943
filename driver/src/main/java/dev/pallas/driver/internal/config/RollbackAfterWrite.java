package dev.pallas.driver.internal.config;

import java.util.Locale;

/** How loud a rollback that cannot be is. */
enum RollbackAfterWrite {
    ERROR,
    WARN;

    String settingValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
