package dev.pallas.local.internal.athena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.local.internal.engine.EngineException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GENERIC_INTERNAL_ERROR|Failed to commit to Glue table: d.t",
                "ICEBERG_COMMIT_ERROR|Failed to commit Iceberg update to table: d.t"
            })
    void aWriterThatWasSlowerMayTryAgain(String engineName, String message) {
        var failure = Failure.of(new EngineException(engineName, "INTERNAL_ERROR", 1, message));

        assertThat(failure).isEqualTo(new Failure("ICEBERG_COMMIT_ERROR: " + message, 1, 233, true));
    }
}
