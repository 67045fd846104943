package dev.pallas.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.local.junit.LocalAthena;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

// the system properties lead the AWS SDK to the embedded Athena, so that the application's own URL finds it
@LocalAthena(systemProperties = true)
@SpringBootTest(properties = "spring.jpa.hibernate.ddl-auto=create-drop")
class OrdersTest {
    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

    @Autowired
    private OrderService service;

    @Autowired
    private CustomerOrders orders;

    @Test
    void ordersArePlacedChangedAndCounted() {
        service.place(IntStream.rangeClosed(1, 500)
                .mapToObj(number -> new CustomerOrder(
                        number % 2 == 0 ? "Ann" : "Bob", BigDecimal.valueOf(number), NOON.plusSeconds(number)))
                .toList());

        var newest = orders.findByCustomer(
                "Ann", PageRequest.of(0, 3, Sort.by("placed").descending()));
        assertThat(newest.getTotalElements()).isEqualTo(250);
        assertThat(newest.getContent())
                .extracting(CustomerOrder::getAmount)
                .containsExactly(new BigDecimal("500.00"), new BigDecimal("498.00"), new BigDecimal("496.00"));
        assertThat(newest.getContent().get(0).getPlaced()).isEqualTo(NOON.plusSeconds(500));
        assertThat(orders.turnovers())
                .containsExactly(
                        new CustomerOrders.Turnover("Ann", new BigDecimal("62750.00")),
                        new CustomerOrders.Turnover("Bob", new BigDecimal("62500.00")));

        var id = newest.getContent().get(0).getId();
        service.discount(id, new BigDecimal("0.50"));
        assertThat(orders.findById(id)).map(CustomerOrder::getAmount).contains(new BigDecimal("499.50"));

        assertThat(service.deleteBelow(BigDecimal.valueOf(400))).isEqualTo(399);
        assertThat(orders.count()).isEqualTo(101);
    }
}
