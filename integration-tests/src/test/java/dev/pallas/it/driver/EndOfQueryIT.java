package dev.pallas.it.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.Query;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** However a query is ended, Athena is told. */
class EndOfQueryIT {
    /** Would take hours. */
    private static final String LONG =
            "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x) CROSS JOIN UNNEST(sequence(1, 10000)) b(y)"
                    + " CROSS JOIN UNNEST(sequence(1, 10000)) c(z) WHERE x * y + z = ?";

    private static final AthenaAsyncClient ATHENA = Driver.athena();

    @AfterAll
    static void close() {
        ATHENA.close();
    }

    private static QueryExecutionState state(String queryId) {
        return Driver.await(ATHENA.getQueryExecution(request -> request.queryExecutionId(queryId)))
                .queryExecution()
                .status()
                .state();
    }

    private static void assertStopped(String queryId) {
        // Athena may take a moment to say so; it has been asked
        var state = state(queryId);
        while (state == QueryExecutionState.RUNNING || state == QueryExecutionState.QUEUED) {
            state = state(queryId);
        }
        assertThat(state).isEqualTo(QueryExecutionState.CANCELLED);
    }

    @Test
    void cancelReachesAthena() {
        try (var driver = Driver.open()) {
            var handle = driver.client().submit(Query.of(LONG, java.util.List.of(-1)));
            var id = Driver.await(handle.queryId());
            assertThat(state(id)).isIn(QueryExecutionState.QUEUED, QueryExecutionState.RUNNING);
            Driver.await(handle.cancel());
            var failure = Driver.failure(handle.completion());
            assertThat(failure.sqlState()).isEqualTo("57014");
            assertThat(failure.queryId()).isEqualTo(id);
            assertStopped(id);
        }
    }

    @Test
    void aTimeOutReachesAthena() {
        try (var driver = Driver.open()) {
            var handle = driver.client()
                    .submit(Query.of(LONG, java.util.List.of(-2))
                            .with(options -> options.timeout(Duration.ofSeconds(1))));
            var id = Driver.await(handle.queryId());
            assertThat(Driver.failure(handle.completion()).sqlState()).isEqualTo("HYT00");
            assertStopped(id);
        }
    }

    @Test
    void closingReachesAthena() {
        var driver = Driver.open();
        var handle = driver.client().submit(Query.of(LONG, java.util.List.of(-3)));
        var id = Driver.await(handle.queryId());
        driver.close();
        assertThat(Driver.failure(handle.completion())).hasMessageContaining("closed");
        assertStopped(id);
    }

    @Test
    void cancelRightAfterSubmitLeavesNothingRunning() {
        try (var driver = Driver.open()) {
            var handle = driver.client().submit(Query.of(LONG, java.util.List.of(-4)));
            Driver.await(handle.cancel());
            var failure = Driver.failure(handle.completion());
            assertThat(failure.sqlState()).isEqualTo("57014");
            if (failure.queryId() != null) {
                assertStopped(failure.queryId());
            }
        }
    }
}
