package dev.pallas.reactive.internal;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.Column;
import dev.pallas.driver.DataType;
import io.vertx.sqlclient.desc.ColumnDescriptor;
import io.vertx.sqlclient.impl.RowDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The columns of a result. Names are found in any case, as SQL has them; of two columns of one name, the first. */
final class AthenaRowDesc extends RowDesc {
    static final AthenaRowDesc EMPTY = new AthenaRowDesc(List.of());

    private final List<Column> columns;
    private final Map<String, Integer> positions = new HashMap<>();

    AthenaRowDesc(List<Column> columns) {
        super(columns.stream().map(AthenaColumn::new).toArray(ColumnDescriptor[]::new));
        this.columns = columns;
        for (var i = 0; i < columns.size(); i++) {
            positions.putIfAbsent(columns.get(i).label().toLowerCase(Locale.ROOT), i);
        }
    }

    int size() {
        return columns.size();
    }

    DataType dataType(int position) {
        return columns.get(position).dataType();
    }

    AthenaType type(int position) {
        return columns.get(position).type();
    }

    String name(int position) {
        return columns.get(position).label();
    }

    @Override
    public int columnIndex(String columnName) {
        return positions.getOrDefault(columnName.toLowerCase(Locale.ROOT), -1);
    }
}
