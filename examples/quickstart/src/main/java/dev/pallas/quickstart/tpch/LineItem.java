package dev.pallas.quickstart.tpch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDate;

@Entity
@Table(name = "lineitem")
@IdClass(LineItem.Key.class)
public class LineItem {
    @Id
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "orderkey")
    private Order order;

    @Id
    @Column(name = "linenumber")
    private int lineNumber;

    private double quantity;

    @Column(name = "extendedprice")
    private double extendedPrice;

    private double discount;

    private double tax;

    @Column(name = "returnflag")
    private String returnFlag;

    @Column(name = "linestatus")
    private String lineStatus;

    @Column(name = "shipdate")
    private LocalDate shipDate;

    protected LineItem() {}

    public Order getOrder() {
        return order;
    }

    public int getLineNumber() {
        return lineNumber;
    }

    public double getQuantity() {
        return quantity;
    }

    public double getExtendedPrice() {
        return extendedPrice;
    }

    public double getDiscount() {
        return discount;
    }

    public double getTax() {
        return tax;
    }

    public String getReturnFlag() {
        return returnFlag;
    }

    public String getLineStatus() {
        return lineStatus;
    }

    public LocalDate getShipDate() {
        return shipDate;
    }

    /** The primary key: the order's id and the number of the line. */
    public record Key(long order, int lineNumber) implements Serializable {}
}
