package dev.pallas.quickstart.tpch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

@Entity
@Table(name = "orders")
public class Order {
    @Id
    @Column(name = "orderkey")
    private long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "custkey")
    private Customer customer;

    @Column(name = "orderstatus")
    private String status;

    @Column(name = "totalprice")
    private double totalPrice;

    @Column(name = "orderdate")
    private LocalDate orderDate;

    @Column(name = "orderpriority")
    private String priority;

    private String clerk;

    @Column(name = "shippriority")
    private int shipPriority;

    @OneToMany(mappedBy = "order")
    @OrderBy("lineNumber")
    private List<LineItem> lineItems = new ArrayList<>();

    protected Order() {}

    public long getId() {
        return id;
    }

    public Customer getCustomer() {
        return customer;
    }

    public String getStatus() {
        return status;
    }

    public double getTotalPrice() {
        return totalPrice;
    }

    public LocalDate getOrderDate() {
        return orderDate;
    }

    public String getPriority() {
        return priority;
    }

    public String getClerk() {
        return clerk;
    }

    public int getShipPriority() {
        return shipPriority;
    }

    public List<LineItem> getLineItems() {
        return lineItems;
    }
}
