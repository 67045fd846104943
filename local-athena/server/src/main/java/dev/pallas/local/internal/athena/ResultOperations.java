package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.athena.QueryExecution.Result;
import dev.pallas.local.internal.s3.S3Objects;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results, page by page, read from where they are stored. */
final class ResultOperations {
    private static final int MAXIMUM_ROWS = 1000;

    private final Executions executions;
    private final S3Objects objects;

    ResultOperations(Executions executions, S3Objects objects) {
        this.executions = executions;
        this.objects = objects;
    }

    Map<String, Operation> operations() {
        return Map.of("GetQueryResults", this::get);
    }

    private JsonNode get(Request request) {
        var execution = QueryOperations.find(executions, request);
        var size = request.integer("MaxResults", MAXIMUM_ROWS);
        var position = Paging.position(request);
        var result = result(execution);
        var answer = JsonNodeFactory.instance.objectNode();
        result.updateCount()
                .ifPresentOrElse(count -> answer.put("UpdateCount", count), () -> answer.put("UpdateCount", 0));
        var resultSet = answer.putObject("ResultSet");
        var rows = resultSet.putArray("Rows");
        var columns = resultSet.putObject("ResultSetMetadata").putArray("ColumnInfo");
        result.columns().forEach(column -> column.toJson(columns.addObject()));
        if (result.rows() != Result.Rows.NONE && !result.columns().isEmpty()) {
            read(result, position, size, answer, rows);
        }
        return answer;
    }

    private static Result result(QueryExecution execution) {
        var result = execution.result();
        if (result != null) {
            return result;
        }
        var state = execution.state();
        throw AthenaErrors.invalid(
                "INVALID_QUERY_EXECUTION_STATE",
                state.terminal()
                        ? "Query did not finish successfully. Final query state: " + state
                        : "Query has not yet finished. Current state: " + state);
    }

    private void read(Result result, long position, int size, ObjectNode answer, ArrayNode rows) {
        try (var reader = new RowReader(objects.open(result.location(), position), position)) {
            while (rows.size() < size && !reader.atEnd()) {
                var data = rows.addObject().putArray("Data");
                if (result.rows() == Result.Rows.CSV) {
                    data(reader.csvRow(), data);
                } else {
                    data(List.of(reader.line()), data);
                }
            }
            if (!reader.atEnd()) {
                answer.put("NextToken", Paging.token(reader.position()));
            }
        } catch (FileNotFoundException e) {
            throw AthenaErrors.invalid("Could not find results: " + result.location());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void data(List<? extends @Nullable String> values, ArrayNode data) {
        for (var value : values) {
            var datum = data.addObject();
            if (value != null) {
                datum.put("VarCharValue", value);
            }
        }
    }
}
