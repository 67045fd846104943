package dev.pallas.examples.orders;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Each statement in Athena is a commit of its own. A transaction still says when entities are written, and that a thousand of them are one statement.
 */
@Service
public class OrderService {
    private final CustomerOrders orders;

    public OrderService(CustomerOrders orders) {
        this.orders = orders;
    }

    @Transactional
    public void place(List<CustomerOrder> placed) {
        orders.saveAll(placed);
    }

    @Transactional
    public void discount(long id, BigDecimal amount) {
        var order = orders.findById(id).orElseThrow();
        order.setAmount(order.getAmount().subtract(amount));
    }

    @Transactional
    public int deleteBelow(BigDecimal limit) {
        return orders.deleteBelow(limit);
    }
}
