package dev.pallas.quickstart;

import dev.pallas.quickstart.archive.ArchivedOrder;
import dev.pallas.quickstart.archive.ArchivedOrder.Priority;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What every face is asked of the archive, and the same as expressions over the orders it was copied from. */
final class ArchiveQuestions {
    /** One that is persisted alone, and a batch of a thousand. */
    static final int ARCHIVED = 1_001;

    static final LocalDate OLD = LocalDate.of(1994, 1, 1);

    private static final String ORIGINAL = "(SELECT * FROM orders ORDER BY orderkey LIMIT " + ARCHIVED + ")";

    private static final String PRIORITY = """
            CASE orderpriority WHEN '1-URGENT' THEN 'URGENT' WHEN '2-HIGH' THEN 'HIGH' WHEN '3-MEDIUM' THEN 'MEDIUM'
                               WHEN '4-NOT SPECIFIED' THEN 'NOT_SPECIFIED' ELSE 'LOW' END""";

    private static final String ARCHIVED_AT = "date_add('second', orderkey, CAST(orderdate AS timestamp(6)))";

    private static final String TRACE = "'00000000-0000-0000-0000-' || lpad(to_base(orderkey, 16), 12, '0')";

    private static final String NOTE =
            "CASE WHEN orderkey % 2 = 1 THEN 'it''s \"' || CAST(orderkey AS varchar) || '\" — ¿qué?' || chr(10) END";

    private ArchiveQuestions() {}

    static ArchivedOrder archive(List<@Nullable Object> order) {
        return new ArchivedOrder(
                ((Number) get(order, 0)).longValue(),
                get(order, 1).toString(),
                ((Number) get(order, 2)).doubleValue(),
                LocalDate.parse(get(order, 3).toString()),
                get(order, 4).toString(),
                get(order, 5).toString());
    }

    private static Object get(List<@Nullable Object> row, int column) {
        return Objects.requireNonNull(row.get(column));
    }

    static final Question EVERY_ATTRIBUTE = Question.of("read back every type", """
            select a.id, a.version, a.status, a.urgent, a.century, a.approximatePrice, a.price, a.exactPrice, a.orderDate,
                   a.archivedAt, a.seenAt, a.priority, a.trace, a.clerk, a.note
            from ArchivedOrder a order by a.id""", Map.of(), """
            SELECT orderkey, 0, orderstatus, orderpriority = '1-URGENT', year(orderdate) / 100, CAST(totalprice AS real),
                   totalprice, CAST(totalprice AS decimal(12, 2)), orderdate, CAST(%s AS varchar), CAST(%s AS varchar),
                   %s, %s, to_utf8(clerk), %s
            FROM %s ORDER BY orderkey""".formatted(
                    ARCHIVED_AT, ARCHIVED_AT, PRIORITY, TRACE, NOTE, ORIGINAL));

    /** One question for each type of parameter; the values are those of the sample. */
    static List<Question> byParameter(ArchivedOrder sample) {
        String at = "(SELECT " + ARCHIVED_AT + " FROM orders WHERE orderkey = " + sample.getId() + ")";
        List<Question> questions = new ArrayList<>();
        questions.add(by("Long", "a.id = :p", sample.getId(), "orderkey = " + sample.getId()));
        questions.add(by("Integer", "a.version = :p", 0, "true"));
        questions.add(by("Short", "a.century = :p", (short) 19, "year(orderdate) / 100 = 19"));
        questions.add(by("Boolean", "a.urgent = :p", true, "orderpriority = '1-URGENT'"));
        questions.add(by(
                "Float",
                "a.approximatePrice >= :p",
                sample.getApproximatePrice(),
                "CAST(totalprice AS real) >= REAL '" + sample.getApproximatePrice() + "'"));
        questions.add(by("Double", "a.price >= :p", sample.getPrice(), "totalprice >= " + sample.getPrice()));
        questions.add(by(
                "BigDecimal",
                "a.exactPrice <= :p",
                sample.getExactPrice(),
                "CAST(totalprice AS decimal(12, 2)) <= DECIMAL '" + sample.getExactPrice() + "'"));
        questions.add(
                by("String", "a.note = :p", Objects.requireNonNull(sample.getNote()), "orderkey = " + sample.getId()));
        questions.add(by(
                "LocalDate",
                "a.orderDate > :p",
                sample.getOrderDate(),
                "orderdate > DATE '" + sample.getOrderDate() + "'"));
        questions.add(by("LocalDateTime", "a.archivedAt < :p", sample.getArchivedAt(), ARCHIVED_AT + " < " + at));
        questions.add(by("Instant", "a.seenAt <= :p", sample.getSeenAt(), ARCHIVED_AT + " <= " + at));
        questions.add(by("enum", "a.priority = :p", Priority.HIGH, "orderpriority = '2-HIGH'"));
        questions.add(by("UUID", "a.trace = :p", sample.getTrace(), "orderkey = " + sample.getId()));
        questions.add(by(
                "byte[]",
                "a.clerk = :p",
                sample.getClerk(),
                "clerk = (SELECT clerk FROM orders WHERE orderkey = " + sample.getId() + ")"));
        questions.add(by(
                "BigDecimal in a list",
                "a.exactPrice in :p",
                List.of(sample.getExactPrice(), new BigDecimal("0.01")),
                "orderkey = " + sample.getId()));
        return questions;
    }

    private static Question by(String type, String condition, Object value, String reference) {
        return Question.of(
                "parameter of type " + type,
                "select a.id from ArchivedOrder a where " + condition + " order by a.id",
                Map.of("p", value),
                "SELECT orderkey FROM " + ORIGINAL + " WHERE " + reference + " ORDER BY orderkey");
    }

    /** The state after some of the writes: an update of one, a bulk update, a bulk delete, a removal. */
    static Question after(String name, long updatedId, boolean bulkUpdated, boolean bulkDeleted, long removedId) {
        String status = "CASE WHEN orderkey = " + updatedId + " THEN 'X' ELSE orderstatus END";
        if (bulkUpdated) {
            status = "CASE WHEN orderdate < DATE '" + OLD + "' THEN 'OLD' ELSE " + status + " END";
        }
        return Question.of(
                name,
                "select a.id, a.version, a.status from ArchivedOrder a order by a.id",
                Map.of(),
                "SELECT orderkey, CASE WHEN orderkey = " + updatedId + " THEN 1 ELSE 0 END, " + status + " FROM "
                        + ORIGINAL
                        + " WHERE orderkey <> " + removedId + (bulkDeleted ? " AND orderpriority <> '5-LOW'" : "")
                        + " ORDER BY orderkey");
    }
}
