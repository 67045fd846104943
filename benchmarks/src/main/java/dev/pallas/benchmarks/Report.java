package dev.pallas.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** Prints what was measured, one {@code name value unit} to a line. */
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void value(String name, double value, String unit) {
        out.printf(Locale.ROOT, value < 100 ? "%s %.2f %s%n" : "%s %.0f %s%n", name, value, unit);
        out.flush();
    }
}
