package dev.pallas.driver.internal;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaSettings;

/** Opens clients. */
public final class Clients {
    private Clients() {}

    @SuppressWarnings("DoNotCallSuggester")
    public static AthenaClient open(AthenaSettings settings) {
        if (settings.toMap().isEmpty()) {
            throw new UnsupportedOperationException("not there yet");
        }
        throw new IllegalStateException("not there yet");
    }
}
