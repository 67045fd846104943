package dev.pallas.benchmarks;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Runs the benchmarks that are named, one after the other. */
public final class Benchmarks {
    private static final Map<String, Benchmark> ALL = new TreeMap<>(Map.of(
            "decode", new DecodeBenchmark(),
            "fetch", new FetchBenchmark(),
            "inflight", new InflightBenchmark(),
            "local-athena", new LocalAthenaBenchmark(),
            "memory", new MemoryBenchmark(),
            "overhead", new OverheadBenchmark(),
            "reactive", new ReactiveBenchmark(),
            "write", new WriteBenchmark()));

    private Benchmarks() {}

    /** Takes names. Without any, it lists them, and so it does when there is one that it does not know, before anything is measured. */
    public static void main(String[] names) throws Exception {
        for (var name : names) {
            if (!ALL.containsKey(name)) {
                System.err.println("There is no benchmark " + name + "; there are " + ALL.keySet() + ".");
                System.exit(2);
            }
        }
        if (names.length == 0) {
            ALL.keySet().forEach(System.out::println);
        }
        for (var name : names) {
            Objects.requireNonNull(ALL.get(name)).run(new Report(System.out));
        }
        // threads of clients may be left
        System.exit(0);
    }
}
