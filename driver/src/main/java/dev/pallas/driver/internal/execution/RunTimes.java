package dev.pallas.driver.internal.execution;

import dev.pallas.driver.QueryStatistics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long statements took when they were run before, by their text: the last few thousand texts. Thread-safe. */
final class RunTimes {
    private static final int TEXTS = 4096;

    /** By a number that stands for the text; two texts with one number only cost a look too early or too late. */
    private final Map<Long, Long> millis = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > TEXTS;
        }
    };

    private static long number(String text) {
        return ((long) text.hashCode() << 32) ^ text.length();
    }

    /** What the next run may take; zero if nothing is known. */
    synchronized Duration expected(String text) {
        return Duration.ofMillis(millis.getOrDefault(number(text), 0L));
    }

    /** Newer runs count for more; the time in the queue, which depends on other queries, does not count. */
    synchronized void took(String text, QueryStatistics statistics) {
        var time = statistics.totalExecutionTime().minus(statistics.queueTime());
        millis.merge(number(text), time.toMillis(), (before, now) -> (before + now) / 2);
    }
}
