package dev.pallas.it.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cases of {@code statement-forms.txt}. {@code == } begins a table of the page, {@code -- } a case: its name and what the page says of it.
 * A statement ends with a semicolon at the end of a line. What is expected of it follows: {@code => } a row, {@code #> } the number of rows that
 * changed, {@code !> } the reason for which it fails, {@code ?> } the message with which it is refused at the start. {@code params> } gives
 * execution parameters to the next statement, {@code put> } stores an object. {@code ${at}} is a location of the case's own,
 * {@code ${time}} a time as Hive writes it.
 */
final class StatementForms {
    private StatementForms() {}

    /** A case; its columns on the page are all texts after its name. */
    record Case(String table, String name, List<String> page, List<Step> steps) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A statement and what is expected of it.
     *
     * @param put the object to store and its content, if it is no statement
     */
    record Step(
            String sql,
            List<String> parameters,
            List<String> rows,
            @Nullable Long updated,
            @Nullable String failure,
            @Nullable String refusal,
            @Nullable String put) {}

    static List<Case> read() {
        var cases = new ArrayList<Case>();
        var table = "";
        Case current = null;
        var sql = new StringBuilder();
        var parameters = List.<String>of();
        for (var line : lines()) {
            if (line.startsWith("== ")) {
                table = line.substring(3);
            } else if (line.startsWith("-- ") && sql.isEmpty()) {
                var parts = line.substring(3).split(" \\| ");
                current = new Case(table, parts[0], List.of(parts).subList(1, parts.length), new ArrayList<>());
                cases.add(current);
            } else if (current != null && !line.isBlank()) {
                if (line.startsWith("params> ")) {
                    parameters = List.of(line.substring(8).split(" ;; "));
                } else if (line.startsWith("put> ")) {
                    current.steps.add(new Step("", List.of(), List.of(), null, null, null, line.substring(5)));
                } else if (expectation(line)) {
                    var last = current.steps.size() - 1;
                    current.steps.set(last, expect(current.steps.get(last), line));
                } else {
                    sql.append(sql.isEmpty() ? "" : "\n").append(line);
                    if (line.endsWith(";")) {
                        current.steps.add(new Step(
                                sql.substring(0, sql.length() - 1),
                                parameters,
                                new ArrayList<>(),
                                null,
                                null,
                                null,
                                null));
                        sql.setLength(0);
                        parameters = List.of();
                    }
                }
            }
        }
        return cases;
    }

    private static boolean expectation(String line) {
        return line.startsWith("=>") || line.startsWith("#> ") || line.startsWith("!> ") || line.startsWith("?> ");
    }

    private static Step expect(Step step, String line) {
        var text = line.length() > 3 ? line.substring(3) : "";
        if (line.startsWith("=>")) {
            step.rows.add(text);
            return step;
        }
        var updated = line.startsWith("#>") ? (Long) Long.parseLong(text) : step.updated;
        var failure = line.startsWith("!>") ? text : step.failure;
        var refusal = line.startsWith("?>") ? text : step.refusal;
        return new Step(step.sql, step.parameters, step.rows, updated, failure, refusal, step.put);
    }

    private static List<String> lines() {
        try (var input = StatementForms.class.getResourceAsStream("/statement-forms.txt")) {
            if (input == null) {
                throw new IllegalStateException("statement-forms.txt is missing");
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
