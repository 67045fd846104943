package dev.pallas.local.internal.athena;

import java.util.List;

/** What SHOW and DESCRIBE tell; no columns and no lines for a statement that tells nothing. */
record TextResult(List<ColumnInfo> columns, List<String> lines) {
    static final TextResult NOTHING = new TextResult(List.of(), List.of());

    static TextResult of(String column, List<String> lines) {
        return new TextResult(List.of(ColumnInfo.text(column)), lines);
    }
}
