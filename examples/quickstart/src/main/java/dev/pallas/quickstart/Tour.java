package dev.pallas.quickstart;

import dev.pallas.quickstart.archive.ArchivedOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reads and writes that each face goes through, in order. */
final class Tour {
    private static final String STATUS_OF_OLD = "update ArchivedOrder a set a.status = 'OLD' where a.orderDate < :date";
    private static final String DELETE_LOW = "delete from ArchivedOrder a where a.priority = :priority";

    private final Report report;
    private final Face face;

    Tour(Report report, Face face) {
        this.report = report;
        this.face = face;
    }

    void run() throws Exception {
        report.progress(face.name() + ": reads");
        report.read(face.name(), "load by id", TpchQuestions.CUSTOMER_42, () -> face.customerById(42));
        readTpch();
        report.progress(face.name() + ": writes");
        write();
    }

    private void readTpch() throws Exception {
        report.read(
                face.name(), "lazy associations", TpchQuestions.ORDERS_OF_CUSTOMER_1, () -> face.ordersOfCustomer(1));
        report.read(
                face.name(),
                "fetch join",
                TpchQuestions.ORDERS_OF_CUSTOMERS_1_TO_20,
                () -> face.ordersOfCustomers(1, 20));
        report.read(face.name(), "native query", TpchQuestions.NATIVE, () -> face.nativeQuery(TpchQuestions.NATIVE));
        for (Question question : TpchQuestions.ALL) {
            report.read(face.name(), question.name(), question.reference(), () -> face.askTpch(question));
        }
    }

    private void write() throws Exception {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Question source = TpchQuestions.ORDERS_TO_ARCHIVE;
        report.read(face.name(), source.name(), source.reference(), () -> {
            rows.addAll(face.askTpch(source));
            return rows;
        });
        List<ArchivedOrder> orders =
                rows.stream().map(ArchiveQuestions::archive).toList();
        ArchivedOrder first = orders.get(0);

        write("persist one", 1, () -> face.persist(orders.subList(0, 1)));
        int statements = write(
                "persist a batch of 1,000", orders.size() - 1, () -> face.persist(orders.subList(1, orders.size())));
        report.progress(face.name() + ": the batch of 1,000 took " + statements + " statements");
        readArchive(ArchiveQuestions.EVERY_ATTRIBUTE);
        for (Question question : ArchiveQuestions.byParameter(orders.get(502))) {
            readArchive(question);
        }

        long updated = first.getId();
        write("update", 1, () -> face.changeStatus(updated, "X"));
        readArchive(ArchiveQuestions.after("read after update", updated, false, false, 0));
        executeUpdate("bulk update", STATUS_OF_OLD, Map.of("date", ArchiveQuestions.OLD));
        readArchive(ArchiveQuestions.after("read after bulk update", updated, true, false, 0));
        executeUpdate("bulk delete", DELETE_LOW, Map.of("priority", ArchivedOrder.Priority.LOW));
        readArchive(ArchiveQuestions.after("read after bulk delete", updated, true, true, 0));
        long removed = orders.stream()
                .filter(order -> order != first && order.getPriority() != ArchivedOrder.Priority.LOW)
                .findFirst()
                .orElseThrow()
                .getId();
        write("remove", 1, () -> face.remove(removed));
        readArchive(ArchiveQuestions.after("read after remove", updated, true, true, removed));
    }

    private void readArchive(Question question) throws Exception {
        report.read(face.name(), question.name(), question.reference(), () -> face.askArchive(question));
    }

    private int write(String name, int rows, Runnable action) throws Exception {
        return report.write(face.name(), name, () -> {
            action.run();
            return rows;
        });
    }

    private void executeUpdate(String name, String hql, Map<String, Object> parameters) throws Exception {
        report.write(face.name(), name, () -> face.executeUpdate(hql, parameters));
    }
}
