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
import java.util.ArrayList;
import java.util.List;

@Entity
@Table(name = "customer")
public class Customer {
    @Id
    @Column(name = "custkey")
    private long id;

    private String name;

    private String address;

    private String phone;

    @Column(name = "acctbal")
    private double accountBalance;

    @Column(name = "mktsegment")
    private String marketSegment;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "nationkey")
    private Nation nation;

    @OneToMany(mappedBy = "customer")
    @OrderBy("id")
    private List<Order> orders = new ArrayList<>();

    protected Customer() {}

    public long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public String getAddress() {
        return address;
    }

    public String getPhone() {
        return phone;
    }

    public double getAccountBalance() {
        return accountBalance;
    }

    public String getMarketSegment() {
        return marketSegment;
    }

    public Nation getNation() {
        return nation;
    }

    public List<Order> getOrders() {
        return orders;
    }
}
