package dev.pallas.examples.orders;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

public interface CustomerOrders extends JpaRepository<CustomerOrder, Long> {
    /** What a customer has ordered in all. */
    record Turnover(String customer, BigDecimal amount) {}

    Page<CustomerOrder> findByCustomer(String customer, Pageable page);

    @Query("select o.customer, sum(o.amount) from CustomerOrder o group by o.customer order by sum(o.amount) desc")
    List<Turnover> turnovers();

    @Modifying
    @Query("delete from CustomerOrder o where o.amount < :limit")
    int deleteBelow(BigDecimal limit);
}
