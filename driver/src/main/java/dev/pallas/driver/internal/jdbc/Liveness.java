package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.AthenaClient;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Whether Athena answers, without asking it so often that a pool's checks use up the quota. Thread-safe. */
final class Liveness {
    /** How long an answer of Athena vouches for a connection. */
    private static final long VALID_FOR_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final AthenaClient client;
    private final LongSupplier nanoTime;
    private volatile long lastAnswer;
    private volatile boolean answered;

    Liveness(AthenaClient client, LongSupplier nanoTime) {
        this.client = client;
        this.nanoTime = nanoTime;
    }

    /** Athena has answered. */
    void note() {
        lastAnswer = nanoTime.getAsLong();
        answered = true;
    }

    /** Asks Athena for its catalogs, which is not billed, unless it has answered within the last ten seconds. */
    boolean check(int timeoutSeconds) {
        if (answered && nanoTime.getAsLong() - lastAnswer < VALID_FOR_NANOS) {
            return true;
        }
        try {
            Await.get(client.catalog().listCatalogs(), () -> {}, TimeUnit.SECONDS.toMillis(timeoutSeconds));
        } catch (SQLException e) {
            if (!isRefusalOfThatCall(e)) {
                return false;
            }
        }
        note();
        return true;
    }

    /** A role may query without being allowed to list catalogs: Athena has answered all the same. */
    private static boolean isRefusalOfThatCall(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("42");
    }
}
