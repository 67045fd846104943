package dev.pallas.it.reactive.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.AssumptionViolatedException;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/** Leaves out the tests that the table in the guide lists, with the reason that it gives. */
final class Skips implements TestRule {
    private static final Path GUIDE = Path.of("..", "docs", "reactive.md");
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+TestBase)` \\| (?:`(\\w+)`|all) \\| (.+) \\|");

    /** A row of the table; without a test it is about the whole class. */
    record Skip(String testBase, String test, String reason) {}

    static List<Skip> all() {
        try {
            return Files.readAllLines(GUIDE).stream()
                    .map(ROW::matcher)
                    .filter(java.util.regex.Matcher::matches)
                    .map(row -> new Skip(row.group(1), row.group(2) == null ? "" : row.group(2), row.group(3)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final Map<String, String> REASONS = all().stream()
            .collect(Collectors.toUnmodifiableMap(skip -> skip.testBase() + "." + skip.test(), Skip::reason));

    @Override
    public Statement apply(Statement test, Description description) {
        for (Class<?> type = description.getTestClass(); type != Object.class; type = type.getSuperclass()) {
            var reason = REASONS.get(type.getSimpleName() + "." + description.getMethodName());
            if (reason != null) {
                return new Skipped(reason);
            }
        }
        return test;
    }

    private static final class Skipped extends Statement {
        private final String reason;

        Skipped(String reason) {
            this.reason = reason;
        }

        @Override
        public void evaluate() {
            throw new AssumptionViolatedException(reason);
        }
    }
}
