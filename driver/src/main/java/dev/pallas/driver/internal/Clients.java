package dev.pallas.driver.internal;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.internal.aws.SharedBackends;
import dev.pallas.driver.internal.config.Options;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Opens clients. */
public final class Clients {
    private Clients() {}

    public static AthenaClient open(AthenaSettings settings, Consumer<String> onStart) {
        var options = Options.of(settings.toMap(), name -> Optional.ofNullable(System.getenv(name)));
        var lease = SharedBackends.lease(settings.toMap(), options);
        return new DefaultClient(
                settings, options, lease.backend(), () -> UUID.randomUUID().toString(), onStart, lease::release);
    }
}
