package dev.pallas.driver.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.internal.submit.FakeAthena;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

class ErrorsTest {

    private static AthenaException ended(QueryExecutionState state, String reason) {
        return Errors.ended(QueryExecution.builder()
                .queryExecutionId("id")
                .status(status -> status.state(state).stateChangeReason(reason))
                .build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TABLE_NOT_FOUND: line 1:15: Table 'x' does not exist | 42S02 | TABLE_NOT_FOUND",
                "COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved | 42S22 | COLUMN_NOT_FOUND",
                "SCHEMA_NOT_FOUND: line 1:15: Schema 'x' does not exist | 3F000 | SCHEMA_NOT_FOUND",
                "SYNTAX_ERROR: line 1:1: mismatched input 'SELEC' | 42000 | SYNTAX_ERROR",
                "TYPE_MISMATCH: line 1:8: Cannot apply operator | 42804 | TYPE_MISMATCH",
                "DIVISION_BY_ZERO: Division by zero | 22012 | DIVISION_BY_ZERO",
                "NUMERIC_VALUE_OUT_OF_RANGE: bigint addition overflow | 22003 | NUMERIC_VALUE_OUT_OF_RANGE",
                "INVALID_CAST_ARGUMENT: Cannot cast 'a' to INT | 22018 | INVALID_CAST_ARGUMENT",
                "PERMISSION_DENIED: Access Denied | 42501 | PERMISSION_DENIED",
                "TABLE_ALREADY_EXISTS: line 1:1 | 42S01 | TABLE_ALREADY_EXISTS",
                "NOT_SUPPORTED: This connector does not support updates | 0A000 | NOT_SUPPORTED",
                "HIVE_CURSOR_ERROR: Row is not valid | 22000 | HIVE_CURSOR_ERROR",
                "SOMETHING_NEW: who knows | HY000 | SOMETHING_NEW",
                "FAILED: SemanticException table already exists | 42S01 | ",
                "FAILED: ParseException line 1:30 mismatched input 'it' | 42000 | ",
                "FAILED: SemanticException No FileSystem for location x | 42000 | ",
                "Insufficient permissions to execute the query. | 42501 | ",
                "An internal error | HY000 | "
            })
    void theEnginesErrorNameGivesTheState(String reason, String sqlState, String code) {
        var failure = ended(QueryExecutionState.FAILED, reason);
        assertThat(failure.sqlState()).isEqualTo(sqlState);
        assertThat(failure.errorCode()).isEqualTo(code);
        assertThat(failure.queryId()).isEqualTo("id");
        assertThat(failure).hasMessageContaining(reason).hasMessageEndingWith("[query id]");
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void aSyntaxErrorTellsWhichLanguageAthenaExpects() {
        assertThat(ended(QueryExecutionState.FAILED, "SYNTAX_ERROR: line 1:1: mismatched input 'SELEC'"))
                .hasMessageContaining("DDL is Hive's, with names in backticks");
    }

    @Test
    void aConflictOfWritersMayBeTriedAgain() {
        var failure = ended(QueryExecutionState.FAILED, "ICEBERG_COMMIT_ERROR: Failed to commit");
        assertThat(failure.sqlState()).isEqualTo("40001");
        assertThat(failure.retryable()).isTrue();
        assertThat(failure).hasMessageContaining("run the statement again");
    }

    @Test
    void aCancelledQueryAndOneWithoutReason() {
        assertThat(ended(QueryExecutionState.CANCELLED, null).sqlState()).isEqualTo("57014");
        assertThat(ended(QueryExecutionState.FAILED, null)).hasMessageContaining("gave no reason");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | UnrecognizedClientException | The security token included in the request is invalid. | 28000 | CredentialsProvider",
                "400 | InvalidSignatureException   | The request signature does not match.                 | 28000 | Password",
                "400 | ExpiredTokenException       | The security token is expired                         | 28000 | SessionToken",
                "400 | AccessDeniedException       | User is not authorized                                | 42501 | IAM",
                "400 | InvalidRequestException     | No output location provided.                          | 08001 | OutputLocation=",
                "400 | InvalidRequestException     | WorkGroup x is not found.                             | 08001 | WorkGroup",
                "400 | InvalidRequestException     | line 1:8: mismatched input 'x'                        | 42000 | mismatched",
                "400 | InvalidRequestException     | Queries of this type are not supported                | HY000 | not supported",
                "400 | ThrottlingException         | Rate exceeded                                         | 53000 | quota",
                "500 | InternalServerException     | oops                                                  | 08S01 | oops"
            })
    void aRefusedRequestSaysWhatToDo(int status, String code, String message, String sqlState, String advice) {
        var failure = Errors.request(
                new CompletionException(FakeAthena.failure(status, code, message)), null, "http://athena");
        assertThat(failure.sqlState()).isEqualTo(sqlState);
        assertThat(failure.errorCode()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(message).hasMessageContaining(advice);
    }

    @Test
    void anUnreachableEndpointIsNamed() {
        var cause =
                SdkClientException.create("Unable to execute HTTP request", new ConnectException("Connection refused"));
        var failure = Errors.request(cause, null, "http://127.0.0.1:1");
        assertThat(failure.sqlState()).isEqualTo("08001");
        assertThat(failure)
                .hasMessage("The endpoint http://127.0.0.1:1 cannot be reached: Connection refused."
                        + " Check the network, Region, AthenaEndpoint and S3Endpoint.");
        assertThat(Errors.request(new IOException("reset"), "id", "x").sqlState())
                .isEqualTo("08S01");
    }

    @Test
    void missingCredentialsAndRegionSayWhereTheyComeFrom() {
        var credentials =
                SdkClientException.create("Unable to load credentials from any of the providers in the chain ...");
        assertThat(Errors.request(credentials, null, "x").sqlState()).isEqualTo("28000");
        var region = SdkClientException.create("Unable to load region from any of the providers in the chain ...");
        var failure = Errors.request(region, null, "x");
        assertThat(failure.sqlState()).isEqualTo("08001");
        assertThat(failure).hasMessageContaining("Region=");
    }

    @Test
    void anExceptionOfOursStaysItself() {
        var known = Errors.cancelledBeforeStart();
        assertThat(Errors.request(new CompletionException(known), "id", "x")).isSameAs(known);
        assertThat(AthenaException.of(new CompletionException(known))).isSameAs(known);
        assertThat(AthenaException.of(new IllegalStateException("x")).sqlState())
                .isEqualTo("HY000");
    }
}
