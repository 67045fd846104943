package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pallas.local.internal.athena.QueryExecution.Result;
import dev.pallas.local.internal.s3.S3Location;
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
    /** A page of large values ends before its rows are counted out. Athena has such a bound; its size is a guess. */
    private static final long MAXIMUM_BYTES = 8 << 20;

    private static final String MANIFEST = "DATA_MANIFEST";

    private final Executions executions;
    private final S3Objects objects;
    private final ResultToken tokens;

    ResultOperations(Executions executions, S3Objects objects, ResultToken tokens) {
        this.executions = executions;
        this.objects = objects;
        this.tokens = tokens;
    }

    Map<String, Operation> operations() {
        return Map.of("GetQueryResults", this::get);
    }

    private JsonNode get(Request request) {
        var execution = QueryOperations.find(executions, request);
        var size = request.integer("MaxResults", MAXIMUM_ROWS);
        var id = execution.submission().id();
        var result = result(execution);
        var token = request.optionalText("NextToken");
        var position = token == null ? 0 : tokens.position(id, token);
        var answer = JsonNodeFactory.instance.objectNode();
        result.updateCount()
                .ifPresentOrElse(count -> answer.put("UpdateCount", count), () -> answer.put("UpdateCount", 0));
        var resultSet = answer.putObject("ResultSet");
        var rows = resultSet.putArray("Rows");
        var columns = resultSet.putObject("ResultSetMetadata").putArray("ColumnInfo");
        result.columns().forEach(column -> column.toJson(columns.addObject()));
        var place = MANIFEST.equals(request.optionalText("QueryResultType")) ? manifest(result) : content(result);
        if (place != null) {
            var next = read(place, position, size, rows);
            if (next >= 0) {
                answer.put("NextToken", tokens.of(id, next));
            }
        }
        return answer;
    }

    /** Where rows are, and whether they are fields or whole lines. */
    private record Place(S3Location location, Result.Rows form) {}

    private static @Nullable Place content(Result result) {
        return result.rows() == Result.Rows.NONE || result.columns().isEmpty()
                ? null
                : new Place(result.location(), result.rows());
    }

    /** The files that were written, one to a row of one value. That ColumnInfo stays the query's own is a guess. */
    private static Place manifest(Result result) {
        var manifest = result.manifest();
        if (manifest == null) {
            throw AthenaErrors.invalid("QueryResultType DATA_MANIFEST is for queries that leave a manifest:"
                    + " CREATE TABLE AS SELECT, UNLOAD and INSERT INTO");
        }
        return new Place(manifest, Result.Rows.LINES);
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

    /** Adds the rows of a page; where the next one starts, negative if there is none. */
    private long read(Place place, long position, int size, ArrayNode rows) {
        try (var reader = new RowReader(objects.open(place.location(), position), position)) {
            while (rows.size() < size && reader.position() - position < MAXIMUM_BYTES && !reader.atEnd()) {
                var data = rows.addObject().putArray("Data");
                data(place.form() == Result.Rows.CSV ? reader.csvRow() : List.of(reader.line()), data);
            }
            return reader.atEnd() ? -1 : reader.position();
        } catch (FileNotFoundException e) {
            throw AthenaErrors.invalid("Could not find results: " + place.location());
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
