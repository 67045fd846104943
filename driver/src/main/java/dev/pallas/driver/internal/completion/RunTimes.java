package dev.pallas.driver.internal.completion;

import dev.pallas.driver.QueryStatistics;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long statements took when they were run before, by their text: the last few thousand texts. Thread-safe. */
public final class RunTimes {
    private static final int TEXTS = 4096;

    /**
     * What the next run of a statement may take.
     *
     * @param millis zero if nothing is known
     * @param deviation the mean distance from it, in milliseconds
     */
    public record Expected(long millis, long deviation) {
        public static final Expected UNKNOWN = new Expected(0, 0);

        /** Newer runs count for more. */
        private Expected and(long now) {
            return new Expected((millis + now) / 2, (deviation + Math.abs(now - millis)) / 2);
        }
    }

    /** By a number that stands for the text; two texts with one number only cost a look too early or too late. */
    private final Map<Long, Expected> byText = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Expected> eldest) {
            return size() > TEXTS;
        }
    };

    private static long number(String text) {
        return ((long) text.hashCode() << 32) ^ text.length();
    }

    public synchronized Expected expected(String text) {
        return byText.getOrDefault(number(text), Expected.UNKNOWN);
    }

    /** The time in the queue, which depends on other queries, does not count. */
    public synchronized void took(String text, QueryStatistics statistics) {
        var millis =
                statistics.totalExecutionTime().minus(statistics.queueTime()).toMillis();
        byText.merge(number(text), new Expected(millis, 0), (before, now) -> before.and(millis));
    }
}
