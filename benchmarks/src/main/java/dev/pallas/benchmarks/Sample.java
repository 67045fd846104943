package dev.pallas.benchmarks;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** Times of one thing that was done several times, in milliseconds. */
final class Sample {
    private final double[] millis;

    Sample(double... millis) {
        this.millis = millis.clone();
    }

    /** Runs an action so many times before it counts, and then as often as asked. */
    static Sample of(int warmUps, int runs, Callable<?> action) throws Exception {
        for (var i = 0; i < warmUps; i++) {
            action.call();
        }
        var millis = new double[runs];
        for (var i = 0; i < runs; i++) {
            millis[i] = time(action);
        }
        return new Sample(millis);
    }

    /** How long an action takes, in milliseconds. */
    static double time(Callable<?> action) throws Exception {
        var start = System.nanoTime();
        action.call();
        return (System.nanoTime() - start) / 1e6;
    }

    /** The time on which other work of the machine had the least influence. */
    double least() {
        return Arrays.stream(millis).min().orElseThrow();
    }

    double median() {
        var sorted = millis.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
