package dev.pallas.local.internal.athena;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pallas.local.internal.athena.Executions.Place;
import dev.pallas.local.internal.athena.QueryExecution.Result;
import dev.pallas.local.internal.athena.QueryExecution.State;
import dev.pallas.local.internal.athena.QueryExecution.Submission;
import dev.pallas.local.internal.s3.S3Location;
import dev.pallas.local.internal.sql.StatementKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_123L), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Executions open(int limit) throws IOException {
        return new Executions(limit, CLOCK, folder.resolve("history.jsonl"));
    }

    private static Submission submission(int number, String workGroup, String sql) {
        return new Submission(
                "id" + number,
                sql,
                workGroup,
                "awsdatacatalog",
                null,
                S3Location.of("s3://bucket/results/"),
                List.of("'ä'"),
                JsonNodeFactory.instance.objectNode().put("WorkGroup", workGroup),
                JsonNodeFactory.instance.objectNode().put("OutputLocation", "s3://bucket/results/"),
                false,
                "token" + number,
                null,
                CLOCK.millis());
    }

    private static QueryExecution add(Executions executions, int number) {
        return executions
                .add(submission(number, "g" + number % 2, "SELECT " + number), StatementKind.SELECT)
                .execution();
    }

    private static void succeed(QueryExecution execution) {
        execution.run();
        execution.succeed(new Result(
                S3Location.of("s3://bucket/results/x.csv"),
                Result.Rows.CSV,
                List.of(new ColumnInfo("a", "varchar", 3, 0, true)),
                OptionalLong.of(3),
                S3Location.of("s3://bucket/manifest")));
    }

    private static List<String> ids(List<Place> places) {
        return places.stream().map(place -> place.execution().submission().id()).toList();
    }

    @Test
    void theNewestOfAWorkGroupComeFirst() throws Exception {
        var executions = open(10_000);
        for (var i = 0; i < 9; i++) {
            add(executions, i);
        }

        var first = executions.newest("g0", Long.MAX_VALUE, 2);
        add(executions, 10);

        assertThat(ids(first)).containsExactly("id8", "id6");
        assertThat(ids(executions.newest("g0", first.get(1).number(), 50))).containsExactly("id4", "id2", "id0");
        assertThat(executions.newest("other", Long.MAX_VALUE, 50)).isEmpty();
    }

    @Test
    void theOldestThatEndedAreForgotten() throws Exception {
        var executions = open(3);
        var runs = add(executions, 0);
        for (var i = 1; i < 6; i++) {
            succeed(add(executions, i));
        }

        assertThat(executions.find("id0")).isSameAs(runs);
        assertThat(executions.find("id3")).isNull();
        assertThat(executions.byToken("token3")).isNull();
        assertThat(ids(executions.newest("g1", Long.MAX_VALUE, 50))).containsExactly("id5");
        assertThat(ids(executions.newest("g0", Long.MAX_VALUE, 50))).containsExactly("id4", "id0");
        assertThat(ids(open(3).newest("g1", Long.MAX_VALUE, 50))).containsExactly("id5");
    }

    @Test
    void veryLongTextsAreForgottenSooner() throws Exception {
        var executions = new Executions(10_000, CLOCK);
        var text = "x".repeat(8_000_000);
        for (var i = 0; i < 6; i++) {
            var execution = executions
                    .add(submission(i, "g", text), StatementKind.SELECT)
                    .execution();
            succeed(execution);
        }

        assertThat(ids(executions.newest("g", Long.MAX_VALUE, 50))).containsExactly("id5", "id4", "id3", "id2");
    }

    @Test
    void whatEndedIsTheSameAfterARestart() throws Exception {
        var executions = open(10);
        var succeeded = add(executions, 0);
        succeed(succeeded);
        var failed = add(executions, 1);
        failed.run();
        failed.fail(new Failure("TABLE_NOT_FOUND: x", 2, 1301, false));
        var stopped = add(executions, 2);
        stopped.stop();

        var again = open(10);

        for (var execution : List.of(succeeded, failed, stopped)) {
            var restored = again.find(execution.submission().id());
            assertThat(restored).isNotNull();
            assertThat(restored.toJson()).isEqualTo(execution.toJson());
            assertThat(restored.end()).isEqualTo(execution.end());
        }
        assertThat(again.add(submission(0, "g0", "SELECT 0"), StatementKind.SELECT)
                        .isNew())
                .isFalse();
        assertThat(again.live()).isEmpty();
    }

    @Test
    void whatRanWhenTheProcessEndedHasFailedWhereverItsLastLineWasCut() throws Exception {
        var file = folder.resolve("history.jsonl");
        var executions = open(10);
        succeed(add(executions, 0));
        var before = Files.size(file);
        var running = add(executions, 1);
        var started = Files.size(file);
        succeed(running);
        var whole = Files.readAllBytes(file);
        // with all but its line feed, the last line is whole
        for (var length = (int) before; length < whole.length - 1; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));

            var again = open(10);

            assertThat(again.find("id0").state()).isEqualTo(State.SUCCEEDED);
            var interrupted = again.find("id1");
            if (length >= started) {
                assertThat(interrupted.state()).isEqualTo(State.FAILED);
                assertThat(interrupted.failure()).isEqualTo(Failure.interrupted());
            }
        }
    }

    @Test
    void aWorkGroupThatIsGoneTakesItsExecutionsAlong() throws Exception {
        var executions = open(10);
        var waiting = add(executions, 0);
        succeed(add(executions, 1));

        executions.removeAll("g0");

        assertThat(waiting.state()).isEqualTo(State.CANCELLED);
        assertThat(executions.find("id0")).isNull();
        assertThat(executions.live()).isEmpty();
        assertThat(open(10).find("id0")).isNull();
        assertThat(open(10).find("id1").state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void theFileHoldsNoMoreThanWhatIsRemembered() throws Exception {
        var executions = open(5);
        for (var i = 0; i < 50; i++) {
            succeed(add(executions, i));
        }

        open(5);

        assertThat(Files.readAllLines(folder.resolve("history.jsonl"), StandardCharsets.UTF_8))
                .hasSize(10);
    }
}
