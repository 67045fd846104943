package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.engine.EngineColumn;
import dev.pallas.local.internal.s3.S3Location;
import dev.pallas.local.internal.s3.S3Objects;
import dev.pallas.local.internal.s3.S3Objects.S3Output;
import dev.pallas.local.internal.sql.EngineType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes rows to the result object while the engine produces them. Unless completed, nothing is left. */
final class ResultSink implements EngineSession.RowSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultSink.class);

    private final S3Objects objects;
    private final S3Location location;
    private final boolean plan;
    private List<ColumnInfo> columns = List.of();
    private List<EngineType> types = List.of();
    private String engineQueryId = "";
    private @Nullable S3Output output;
    private @Nullable CsvWriter writer;
    private @Nullable CompletableFuture<Void> metadata;

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
        // while the engine works on the rows: what waits for two objects one after the other waits long after a short
        // query
        metadata = objects.putLater(ResultLocations.metadata(location), ResultMetadata.of(engineQueryId, columns));
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
        if (writer != null && output != null && metadata != null) {
            writer.flush();
            await(metadata);
            output.close();
            output = null;
        }
    }

    private static void await(CompletableFuture<Void> written) throws IOException {
        try {
            written.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        }
    }

    @Override
    public void close() {
        if (output == null) {
            return;
        }
        output.abort();
        if (metadata != null) {
            try {
                await(metadata);
                objects.delete(ResultLocations.metadata(location));
            } catch (IOException e) {
                LOG.warn("{} could not be taken back: {}", ResultLocations.metadata(location), e.getMessage());
            }
        }
    }
}
