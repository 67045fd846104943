package dev.pallas.local.internal.athena;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The object beside a result that tells its columns, and beside that of a statement that writes the number of rows: a protobuf message,
 * whose fields clients know by their numbers. What has the default of its type is left out.
 */
final class ResultMetadata {
    private static final int QUERY_ID = 1;
    private static final int UPDATE_TYPE = 2;
    private static final int UPDATE_COUNT = 3;
    private static final int COLUMN = 4;

    private static final int COLUMN_CATALOG = 1;
    private static final int COLUMN_NAME = 4;
    private static final int COLUMN_LABEL = 5;
    private static final int COLUMN_TYPE = 6;
    private static final int COLUMN_PRECISION = 7;
    private static final int COLUMN_SCALE = 8;
    private static final int COLUMN_NULLABLE = 9;
    private static final int COLUMN_CASE_SENSITIVE = 10;

    private static final int NULLABLE_UNKNOWN = 3;

    private ResultMetadata() {}

    static byte[] of(String queryId, List<ColumnInfo> columns) {
        return message(queryId, null, columns);
    }

    /** Of a statement that writes. */
    static byte[] of(EngineSession.Change change, List<ColumnInfo> columns) {
        return message(change.engineQueryId(), change, columns);
    }

    private static byte[] message(String queryId, EngineSession.@Nullable Change change, List<ColumnInfo> columns) {
        try {
            var bytes = new ByteArrayOutputStream();
            var output = CodedOutputStream.newInstance(bytes);
            output.writeString(QUERY_ID, queryId);
            if (change != null) {
                output.writeString(UPDATE_TYPE, change.type());
                // told even if it is 0
                if (change.rows().isPresent()) {
                    output.writeInt64(UPDATE_COUNT, change.rows().getAsLong());
                }
            }
            for (var column : columns) {
                output.writeByteArray(COLUMN, column(column));
            }
            output.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] column(ColumnInfo column) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var output = CodedOutputStream.newInstance(bytes);
        output.writeString(COLUMN_CATALOG, ColumnInfo.CATALOG);
        output.writeString(COLUMN_NAME, column.name());
        output.writeString(COLUMN_LABEL, column.name());
        output.writeString(COLUMN_TYPE, column.type());
        if (column.precision() != 0) {
            output.writeInt32(COLUMN_PRECISION, column.precision());
        }
        if (column.scale() != 0) {
            output.writeInt32(COLUMN_SCALE, column.scale());
        }
        output.writeEnum(COLUMN_NULLABLE, NULLABLE_UNKNOWN);
        if (column.caseSensitive()) {
            output.writeBool(COLUMN_CASE_SENSITIVE, true);
        }
        output.flush();
        return bytes.toByteArray();
    }
}
