package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.engine.EngineColumn;
import dev.pallas.local.internal.s3.S3Location;
import dev.pallas.local.internal.s3.S3Objects;
import dev.pallas.local.internal.s3.S3Objects.S3Output;
import dev.pallas.local.internal.sql.EngineType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows to the result object while the engine produces them. Unless completed, nothing is left. */
final class ResultSink implements EngineSession.RowSink, AutoCloseable {
    private final S3Objects objects;
    private final S3Location location;
    private final boolean plan;
    private List<ColumnInfo> columns = List.of();
    private List<EngineType> types = List.of();
    private String engineQueryId = "";
    private @Nullable S3Output output;
    private @Nullable CsvWriter writer;

    /** @param plan whether values are plans, in which the engine names its own catalogs */
    ResultSink(S3Objects objects, S3Location location, boolean plan) {
        this.objects = objects;
        this.location = location;
        this.plan = plan;
    }

    List<ColumnInfo> columns() {
        return columns;
    }

    @Override
    public void columns(List<EngineColumn> engineColumns, String queryId) throws IOException {
        columns = engineColumns.stream()
                .map(column ->
                        plan ? ColumnInfo.of(column.name(), EngineType.of(column.type())) : ColumnInfo.of(column))
                .toList();
        types = engineColumns.stream()
                .map(column -> EngineType.of(column.type()))
                .toList();
        engineQueryId = queryId;
        output = objects.create(location);
        writer = new CsvWriter(output);
        writer.row(columns.stream().map(ColumnInfo::name).toList());
    }

    @Override
    public void rows(List<List<@Nullable Object>> rows) throws IOException {
        var csv = writer;
        if (csv == null) {
            throw new IllegalStateException("rows before columns");
        }
        for (var row : rows) {
            var values = new ArrayList<@Nullable String>(row.size());
            for (var i = 0; i < row.size(); i++) {
                var value = row.get(i);
                values.add(value == null ? null : text(value, types.get(i)));
            }
            csv.row(values);
        }
    }

    private String text(Object value, EngineType type) {
        var text = ValueText.of(value, type);
        return plan ? VisibleNames.inPlan(text) : text;
    }

    /** Stores the result. */
    void complete() throws IOException {
        if (writer != null && output != null) {
            writer.flush();
            output.close();
            output = null;
            objects.put(ResultLocations.metadata(location), ResultMetadata.of(engineQueryId, columns));
        }
    }

    @Override
    public void close() {
        if (output != null) {
            output.abort();
        }
    }
}
