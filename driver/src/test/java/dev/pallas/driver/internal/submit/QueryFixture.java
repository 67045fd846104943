package dev.pallas.driver.internal.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.internal.aws.Pacer;
import dev.pallas.driver.internal.completion.StatusPoller;
import dev.pallas.driver.internal.config.Options;
import dev.pallas.driver.internal.result.OwnFiles;
import dev.pallas.driver.internal.result.Results;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Queries of an Athena that does what the test says, at the time that the test says. */
abstract class QueryFixture {
    static final Duration SECOND = Duration.ofSeconds(1);

    final ManualScheduler time = new ManualScheduler();
    final FakeAthena athena = new FakeAthena();
    final Map<String, String> settings = new HashMap<>(Map.of("OutputLocation", "s3://results/"));
    /** The ids of the queries that have been started, as the connection's listener is told. */
    final List<String> started = new ArrayList<>();

    private final AtomicInteger tokens = new AtomicInteger();
    private final List<StatusPoller> pollers = new ArrayList<>();

    final Queries queries() {
        var options = Options.of(settings, name -> Optional.empty());
        var backend = Backend.of(
                options,
                () -> athena,
                () -> {
                    throw new AssertionError("S3 is not needed");
                },
                Runnable::run,
                time,
                time.clock(),
                new Pacer(Runnable::run, time, time.clock(), () -> 1.0),
                () -> "eu-west-1",
                "http://athena",
                "http://s3");
        pollers.add(backend.poller());
        var results = new Results(
                backend.athena(),
                backend.s3(),
                backend.pacer(),
                Runnable::run,
                time,
                options.fetchSize(),
                "http://athena",
                "http://s3",
                new OwnFiles(backend.s3(), time, () -> "files-" + tokens.incrementAndGet(), false));
        return new Queries(options, backend, results, () -> "token-" + tokens.incrementAndGet(), started::add);
    }

    /** How many queries are looked at. */
    final int watched() {
        return pollers.stream().mapToInt(StatusPoller::size).sum();
    }

    static boolean done(CompletionStage<?> stage) {
        return stage.toCompletableFuture().isDone();
    }

    static <T> T now(CompletionStage<T> stage) {
        assertThat(stage.toCompletableFuture()).isCompleted();
        return stage.toCompletableFuture().join();
    }

    static AthenaException failure(CompletionStage<?> stage) {
        assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
        return stage.handle((value, failure) -> AthenaException.of(failure))
                .toCompletableFuture()
                .join();
    }
}
