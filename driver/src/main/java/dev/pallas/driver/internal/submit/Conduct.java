package dev.pallas.driver.internal.submit;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How a query is run.
 *
 * @param text what its runs have in common, parameters left out
 * @param timeout zero is without limit
 * @param commitRetries how often it is run again after a commit conflict
 * @param tokens the client request tokens of those runs
 * @param onStart is told the id of each run
 */
record Conduct(String text, Duration timeout, int commitRetries, Supplier<String> tokens, Consumer<String> onStart) {

    /** Tells both, the one even if the other throws. */
    static Consumer<String> both(Consumer<String> first, Consumer<String> second) {
        return id -> {
            try {
                first.accept(id);
            } finally {
                second.accept(id);
            }
        };
    }
}
