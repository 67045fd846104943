package dev.pallas.dialect.internal.function;

import java.util.List;
import org.hibernate.query.SortDirection;
import org.hibernate.sql.ast.tree.select.SortSpecification;

/** The values of a window in an array, filtered and in order: the engine takes neither FILTER nor ORDER BY in {@code array_agg(..) over (..)}. */
final class WindowedArray {
    private WindowedArray() {}

    static void write(ComposedAggregate.Call call, Runnable value, List<SortSpecification> order) {
        var sorted = !order.isEmpty();
        if (sorted) {
            call.text("transform(array_sort(");
        }
        var filtered = call.filter() != null;
        call.text(filtered ? "flatten(array_agg(coalesce(" : "array_agg(");
        call.filtered(() -> {
            call.text(filtered ? "array[" : "");
            if (sorted) {
                call.text("row(");
                order.forEach(key -> call.node(key.getSortExpression()).text(","));
            }
            value.run();
            call.text(sorted ? ")" : "").text(filtered ? "]" : "");
        });
        call.text(filtered ? ",array[])" : "").end().text(filtered ? ")" : "");
        if (sorted) {
            call.text(",(a_,b_)->case");
            for (var i = 0; i < order.size(); i++) {
                comparison(call, order.get(i), i + 1);
            }
            call.text(" else 0 end),e_->e_[" + (order.size() + 1) + "])");
        }
    }

    private static void comparison(ComposedAggregate.Call call, SortSpecification key, int field) {
        var nullsFirst = key.getNullPrecedence() == jakarta.persistence.criteria.Nulls.FIRST;
        var smallerFirst = key.getSortOrder() != SortDirection.DESCENDING;
        call.text(
                " when a_[%1$d] is null and b_[%1$d] is not null then %2$s when b_[%1$d] is null and a_[%1$d] is not null then %3$s"
                        .formatted(field, nullsFirst ? "-1" : "1", nullsFirst ? "1" : "-1"));
        call.text(" when a_[%1$d]<b_[%1$d] then %2$s when a_[%1$d]>b_[%1$d] then %3$s"
                .formatted(field, smallerFirst ? "-1" : "1", smallerFirst ? "1" : "-1"));
    }
}
