package dev.pallas.benchmarks;

/** Something to measure. */
interface Benchmark {
    void run(Report report) throws Exception;
}
