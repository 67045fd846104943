package dev.pallas.driver.internal.aws;

import dev.pallas.driver.internal.config.Options;
import dev.pallas.driver.internal.config.Settings;
import dev.pallas.driver.internal.submit.Backend;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One backend for each distinct set of connection settings, for as long as someone uses it. */
public final class SharedBackends {
    private static final Map<Map<String, String>, Shared> BY_SETTINGS = new HashMap<>();

    private SharedBackends() {}

    /** The backend of these settings; the SDK's clients are made at the first request. */
    public static Lease lease(Map<String, String> values, Options options) {
        var key = Settings.connectionPart(values);
        synchronized (BY_SETTINGS) {
            var shared = BY_SETTINGS.computeIfAbsent(key, unused -> new Shared(options));
            shared.users++;
            return new Lease(key, shared);
        }
    }

    /** A use of a backend. */
    public static final class Lease {
        private final Map<String, String> key;
        private final Shared shared;

        private Lease(Map<String, String> key, Shared shared) {
            this.key = key;
            this.shared = shared;
        }

        public Backend backend() {
            return shared.backend;
        }

        /** Gives the backend back; to be called once. Completes when what only this use needed has been closed. */
        public CompletableFuture<Void> release() {
            synchronized (BY_SETTINGS) {
                if (--shared.users > 0) {
                    return CompletableFuture.completedFuture(null);
                }
                BY_SETTINGS.remove(key);
            }
            return shared.close();
        }
    }

    /** Whose quota requests use up, as far as the settings tell. */
    private record Account(Optional<String> region, Optional<URI> endpoint, Options.Credentials credentials) {}

    private static final class Shared {
        private final Threads threads = Threads.acquire();
        private final Options options;
        private final Backend backend;
        private int users;
        private @Nullable AwsClients clients;

        Shared(Options options) {
            this.options = options;
            this.backend = Backend.of(
                    options,
                    () -> clients().athena(),
                    () -> clients().s3(),
                    threads.workers(),
                    threads.timer(),
                    Clock.systemUTC(),
                    threads.pacer(new Account(options.region(), options.athenaEndpoint(), options.credentials())),
                    () -> clients()
                            .athena()
                            .serviceClientConfiguration()
                            .region()
                            .id(),
                    AwsClients.athenaEndpoint(options),
                    AwsClients.s3Endpoint(options));
        }

        private synchronized AwsClients clients() {
            var open = clients;
            if (open == null) {
                open = AwsClients.open(options, threads);
                clients = open;
            }
            return open;
        }

        /** On a thread of its own: closing waits for threads of ours, so it cannot run on one of them. */
        CompletableFuture<Void> close() {
            var closed = new CompletableFuture<Void>();
            var thread = new Thread(
                    () -> {
                        try {
                            closeClients();
                        } finally {
                            threads.release();
                            closed.complete(null);
                        }
                    },
                    "pallas-close");
            thread.setDaemon(true);
            thread.start();
            return closed;
        }

        private synchronized void closeClients() {
            if (clients != null) {
                clients.close();
            }
        }
    }
}
