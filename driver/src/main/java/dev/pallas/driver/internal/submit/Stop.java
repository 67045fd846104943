package dev.pallas.driver.internal.submit;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The stop of a query: sent once, and once more when that failed and somebody asks again. Thread-safe. */
final class Stop {
    private boolean sent;
    private boolean taken;
    private CompletableFuture<Void> answer = new CompletableFuture<>();

    /** The answer that is to be completed by whoever sends the stop now; null when it has been sent. */
    synchronized @Nullable CompletableFuture<Void> send() {
        if (sent) {
            return null;
        }
        sent = true;
        if (answer.isDone()) {
            answer = new CompletableFuture<>();
        }
        return answer;
    }

    /** Notes whether Athena has taken it. */
    synchronized void answered(boolean yes) {
        sent = yes;
        taken = yes;
    }

    synchronized boolean isTaken() {
        return taken;
    }

    /** Complete when Athena has answered, or when there is nothing to stop any more. */
    synchronized CompletableFuture<Void> answer() {
        return answer;
    }
}
