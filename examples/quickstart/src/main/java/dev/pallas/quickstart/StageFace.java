package dev.pallas.quickstart;

import dev.pallas.quickstart.archive.ArchivedOrder;
import dev.pallas.quickstart.tpch.Customer;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.hibernate.reactive.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Hibernate Reactive with CompletionStage. Each method waits at its end because this is a program that prints a report. */
final class StageFace implements Face {
    private final Stage.SessionFactory tpch;
    private final Stage.SessionFactory archive;

    /** The factories stay the caller's. */
    StageFace(EntityManagerFactory tpch, EntityManagerFactory archive) {
        this.tpch = tpch.unwrap(Stage.SessionFactory.class);
        this.archive = archive.unwrap(Stage.SessionFactory.class);
    }

    @Override
    public String name() {
        return "Stage";
    }

    @Override
    public List<List<@Nullable Object>> customerById(long id) {
        return await(tpch.withSession(session -> session.find(Customer.class, id)
                .thenApply(customer -> List.of(Values.row(
                        customer.getId(),
                        customer.getName(),
                        customer.getAddress(),
                        customer.getPhone(),
                        customer.getAccountBalance(),
                        customer.getMarketSegment())))));
    }

    @Override
    public List<List<@Nullable Object>> ordersOfCustomer(long id) {
        return await(tpch.withSession(session -> session.find(Customer.class, id)
                .thenCompose(customer -> session.fetch(customer.getNation()).thenCompose(nation -> session.fetch(
                                customer.getOrders())
                        .thenApply(orders -> orders.stream()
                                .map(order -> Values.row(
                                        nation.getName(), order.getId(), order.getTotalPrice(), order.getOrderDate()))
                                .toList())))));
    }

    @Override
    public List<List<@Nullable Object>> ordersOfCustomers(long first, long last) {
        return await(tpch.withSession(session -> session.createSelectionQuery(
                        "from Customer c join fetch c.orders where c.id between :first and :last order by c.id",
                        Customer.class)
                .setParameter("first", first)
                .setParameter("last", last)
                .getResultList()
                .thenApply(customers -> {
                    List<List<@Nullable Object>> rows = new ArrayList<>();
                    customers.forEach(customer -> customer.getOrders()
                            .forEach(order -> rows.add(Values.row(
                                    customer.getId(), customer.getName(), order.getId(), order.getStatus()))));
                    return rows;
                })));
    }

    @Override
    public List<List<@Nullable Object>> nativeQuery(String sql) {
        return await(tpch.withSession(session ->
                session.createNativeQuery(sql, Object[].class).getResultList().thenApply(Values::rows)));
    }

    @Override
    public List<List<@Nullable Object>> askTpch(Question question) {
        return ask(tpch, question);
    }

    @Override
    public List<List<@Nullable Object>> askArchive(Question question) {
        return ask(archive, question);
    }

    private static List<List<@Nullable Object>> ask(Stage.SessionFactory factory, Question question) {
        return await(factory.withSession(session -> {
            var query = session.createSelectionQuery(question.hql(), Object[].class);
            question.parameters().forEach(query::setParameter);
            if (question.limit() > 0) {
                query.setFirstResult(question.offset()).setMaxResults(question.limit());
            }
            return query.getResultList().thenApply(Values::rows);
        }));
    }

    @Override
    public void persist(List<ArchivedOrder> orders) {
        await(archive.withTransaction(session -> session.persist(orders.toArray())));
    }

    @Override
    public void changeStatus(long id, String status) {
        await(archive.withTransaction(
                session -> session.find(ArchivedOrder.class, id).thenAccept(order -> order.setStatus(status))));
    }

    @Override
    public int executeUpdate(String hql, Map<String, Object> parameters) {
        return await(archive.withTransaction(session -> {
            var query = session.createMutationQuery(hql);
            parameters.forEach(query::setParameter);
            return query.executeUpdate();
        }));
    }

    @Override
    public void remove(long id) {
        await(archive.withTransaction(
                session -> session.find(ArchivedOrder.class, id).thenCompose(session::remove)));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Override
    public void close() {}
}
