package dev.pallas.benchmarks;

import java.util.Map;
import java.util.TreeMap;

/** Runs the benchmarks that are named, one after the other. */
public final class Benchmarks {
    private static final Map<String, Benchmark> ALL = new TreeMap<>(Map.of("local-athena", new LocalAthenaBenchmark()));

    private Benchmarks() {}

    /** Takes names; without any it lists them. */
    public static void main(String[] names) throws Exception {
        if (names.length == 0) {
            ALL.keySet().forEach(System.out::println);
        }
        for (var name : names) {
            var benchmark = ALL.get(name);
            if (benchmark == null) {
                System.err.println("There is no benchmark " + name + "; there are " + ALL.keySet() + ".");
                System.exit(2);
                return;
            }
            benchmark.run(new Report(System.out));
        }
        // threads of clients may be left
        System.exit(0);
    }
}
