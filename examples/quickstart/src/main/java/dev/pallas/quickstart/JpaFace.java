package dev.pallas.quickstart;

import dev.pallas.quickstart.archive.ArchivedOrder;
import dev.pallas.quickstart.tpch.Customer;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jakarta Persistence. */
final class JpaFace implements Face {
    private final EntityManagerFactory tpch = Persistence.createEntityManagerFactory("tpch");
    private final EntityManagerFactory archive;

    /** @param schemaSettings makes Hibernate create the archive's table */
    JpaFace(Map<String, Object> schemaSettings) {
        archive = Persistence.createEntityManagerFactory("archive", schemaSettings);
    }

    @Override
    public String name() {
        return "JPA";
    }

    @Override
    public List<List<@Nullable Object>> customerById(long id) {
        return tpch.callInTransaction(em -> {
            Customer customer = em.find(Customer.class, id);
            return List.of(Values.row(
                    customer.getId(),
                    customer.getName(),
                    customer.getAddress(),
                    customer.getPhone(),
                    customer.getAccountBalance(),
                    customer.getMarketSegment()));
        });
    }

    @Override
    public List<List<@Nullable Object>> ordersOfCustomer(long id) {
        return tpch.callInTransaction(em -> {
            Customer customer = em.find(Customer.class, id);
            String nation = customer.getNation().getName();
            return customer.getOrders().stream()
                    .map(order -> Values.row(nation, order.getId(), order.getTotalPrice(), order.getOrderDate()))
                    .toList();
        });
    }

    @Override
    public List<List<@Nullable Object>> ordersOfCustomers(long first, long last) {
        return tpch.callInTransaction(em -> {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            em.createQuery(
                            "from Customer c join fetch c.orders where c.id between :first and :last order by c.id",
                            Customer.class)
                    .setParameter("first", first)
                    .setParameter("last", last)
                    .getResultList()
                    .forEach(customer -> customer.getOrders()
                            .forEach(order -> rows.add(Values.row(
                                    customer.getId(), customer.getName(), order.getId(), order.getStatus()))));
            return rows;
        });
    }

    @Override
    @SuppressWarnings("unchecked") // Jakarta Persistence returns native results without a type
    public List<List<@Nullable Object>> nativeQuery(String sql) {
        return tpch.callInTransaction(
                em -> Values.rows((List<Object[]>) em.createNativeQuery(sql).getResultList()));
    }

    @Override
    public List<List<@Nullable Object>> askTpch(Question question) {
        return ask(tpch, question);
    }

    @Override
    public List<List<@Nullable Object>> askArchive(Question question) {
        return ask(archive, question);
    }

    private static List<List<@Nullable Object>> ask(EntityManagerFactory factory, Question question) {
        return factory.callInTransaction(em -> {
            var query = em.createQuery(question.hql(), Object[].class);
            question.parameters().forEach(query::setParameter);
            if (question.limit() > 0) {
                query.setFirstResult(question.offset()).setMaxResults(question.limit());
            }
            return Values.rows(query.getResultList());
        });
    }

    @Override
    public void persist(List<ArchivedOrder> orders) {
        archive.runInTransaction(em -> orders.forEach(em::persist));
    }

    @Override
    public void changeStatus(long id, String status) {
        archive.runInTransaction(em -> em.find(ArchivedOrder.class, id).setStatus(status));
    }

    @Override
    public int executeUpdate(String hql, Map<String, Object> parameters) {
        return archive.callInTransaction(em -> {
            var query = em.createQuery(hql);
            parameters.forEach(query::setParameter);
            return query.executeUpdate();
        });
    }

    @Override
    public void remove(long id) {
        archive.runInTransaction(em -> em.remove(em.find(ArchivedOrder.class, id)));
    }

    @Override
    public void close() {
        tpch.close();
        archive.close();
    }
}
