package dev.pallas.examples.orders;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;

@Entity
@Table(name = "customer_order")
public class CustomerOrder {
    @Id
    @GeneratedValue // made here, sortable by time: Athena has no sequences
    private Long id;

    @Version
    private int version;

    private String customer;

    @Column(precision = 12, scale = 2)
    private BigDecimal amount;

    private Instant placed;

    protected CustomerOrder() {}

    public CustomerOrder(String customer, BigDecimal amount, Instant placed) {
        this.customer = customer;
        this.amount = amount;
        this.placed = placed;
    }

    public Long getId() {
        return id;
    }

    public String getCustomer() {
        return customer;
    }

    public BigDecimal getAmount() {
        return amount;
    }

    public void setAmount(BigDecimal amount) {
        this.amount = amount;
    }

    public Instant getPlaced() {
        return placed;
    }
}
