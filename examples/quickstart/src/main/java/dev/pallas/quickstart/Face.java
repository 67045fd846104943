package dev.pallas.quickstart;

import dev.pallas.quickstart.archive.ArchivedOrder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One way to use Hibernate: each implementation shows how an application would write these reads and writes with it. */
interface Face extends AutoCloseable {
    String name();

    /** A customer, loaded by id. */
    List<List<@Nullable Object>> customerById(long id);

    /** The name of a customer's nation and the customer's orders, each through a lazy association. */
    List<List<@Nullable Object>> ordersOfCustomer(long id);

    /** Customers and their orders with one query. */
    List<List<@Nullable Object>> ordersOfCustomers(long first, long last);

    List<List<@Nullable Object>> nativeQuery(String sql);

    List<List<@Nullable Object>> askTpch(Question question);

    List<List<@Nullable Object>> askArchive(Question question);

    /** Persists in one transaction. */
    void persist(List<ArchivedOrder> orders);

    void changeStatus(long id, String status);

    /** A bulk update or delete in HQL; gives the number of rows. */
    int executeUpdate(String hql, Map<String, Object> parameters);

    void remove(long id);

    @Override
    void close();
}
