package dev.pallas.driver.internal.result;

import dev.pallas.driver.Column;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.Row;

/** Rows of GetQueryResults. */
final class ApiPage extends TextPage {
    private final List<Row> rows;

    ApiPage(List<Column> columns, List<Row> rows) {
        super(columns);
        this.rows = rows;
    }

    @Override
    public int rowCount() {
        return rows.size();
    }

    @Override
    public boolean isNull(int row, int column) {
        return text(row, column) == null;
    }

    @Override
    public @Nullable String text(int row, int column) {
        check(row, column);
        var data = rows.get(row).data();
        if (data.size() == 1 && columns().size() > 1) {
            return part(data.get(0).varCharValue(), column);
        }
        // a statement such as SHOW may give fewer cells than it has columns
        return column < data.size() ? data.get(column).varCharValue() : null;
    }

    /** DESCRIBE gives each row as one text, its cells separated by tabs. */
    private static @Nullable String part(@Nullable String line, int column) {
        if (line == null) {
            return null;
        }
        var parts = Arrays.asList(line.split("\t", -1));
        return column < parts.size() ? parts.get(column).strip() : null;
    }
}
