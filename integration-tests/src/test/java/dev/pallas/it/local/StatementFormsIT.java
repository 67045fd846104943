package dev.pallas.it.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** Every form of statement that {@code docs/local-athena-sql.md} names, run and its result compared; and what the page says is refused. */
class StatementFormsIT {
    private static final Pattern HIVE_TIME =
            Pattern.compile("\\p{Upper}\\p{Lower}{2} \\p{Upper}\\p{Lower}{2} \\d\\d [\\d:]{8} UTC \\d{4}");

    private static final Path PAGE = Path.of("../docs/local-athena-sql.md");

    static List<StatementForms.Case> cases() {
        return StatementForms.read();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void runs(StatementForms.Case form) {
        var database = "form_" + form.name().replace('-', '_');
        var location = Athena.location("forms/" + form.name());
        Athena.createDatabase(database);
        for (var step : form.steps()) {
            if (step.put() != null) {
                var parts = step.put().split(" ", 2);
                Athena.put(location + parts[0], unescape(parts[1]));
            } else {
                run(step, database, location);
            }
        }
        Athena.succeed("DROP DATABASE `" + database + "` CASCADE", "default");
    }

    private static void run(StatementForms.Step step, String database, String location) {
        var sql = step.sql().replace("${at}", location).replace("${db}", database);
        if (step.refusal() != null) {
            assertThatThrownBy(() -> start(step, sql, database))
                    .as(sql)
                    .hasCauseInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining(step.refusal());
            return;
        }
        var execution = Athena.end(start(step, sql, database));
        if (step.failure() != null) {
            var reason = String.valueOf(execution.status().stateChangeReason());
            var expected = step.failure().replace("${at}", location).replace("${db}", database);
            assertThat(execution.status().state()).as(sql).isEqualTo(QueryExecutionState.FAILED);
            if (expected.endsWith("...")) {
                assertThat(reason).as(sql).startsWith(expected.substring(0, expected.length() - 3));
            } else {
                assertThat(reason).as(sql).isEqualTo(expected);
            }
            return;
        }
        assertThat(execution.status().state())
                .as(sql + ": " + execution.status().stateChangeReason())
                .isEqualTo(QueryExecutionState.SUCCEEDED);
        if (step.updated() != null) {
            assertThat(Athena.results(execution).updateCount()).as(sql).isEqualTo(step.updated());
        }
        if (!step.rows().isEmpty()) {
            var expected = step.rows().stream()
                    .filter(row -> !row.isEmpty())
                    .map(row -> unescape(row.replace("${at}", location).replace("${db}", database)))
                    .toList();
            assertThat(rows(execution)).as(sql).containsExactlyElementsOf(expected);
        }
    }

    private static String start(StatementForms.Step step, String sql, String database) {
        return Athena.start(sql, database, request -> {
            if (!step.parameters().isEmpty()) {
                request.executionParameters(step.parameters());
            }
        });
    }

    /** Values with a bar between them; a query's without its header. */
    private static List<String> rows(QueryExecution execution) {
        var rows = Athena.values(Athena.results(execution).resultSet().rows()).stream()
                .map(row -> row.stream()
                        .map(value -> value == null
                                ? "NULL"
                                : HIVE_TIME.matcher(value).replaceAll("\\${time}"))
                        .collect(Collectors.joining(" | ")))
                .toList();
        return execution.substatementType().equals("SELECT") ? rows.subList(1, rows.size()) : rows;
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\u0001", "\u0001")
                .replace("\\u0002", "\u0002");
    }

    @Test
    void thePageNamesTheseCasesAndNoOthers() throws IOException {
        var page = new ArrayList<String>();
        var table = "";
        for (var line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ")) {
                table = line.substring(3);
            } else if (line.startsWith("| ") && !line.startsWith("| Form ")) {
                page.add(table + " " + line);
            }
        }
        var expected = cases().stream()
                .map(form -> form.table() + " | " + String.join(" | ", form.page()) + " | `" + form.name() + "` |")
                .toList();

        assertThat(page).containsExactlyElementsOf(expected);
    }
}
