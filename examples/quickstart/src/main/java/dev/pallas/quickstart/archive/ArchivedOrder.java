package dev.pallas.quickstart.archive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * A copy of a TPC-H order. Each attribute follows from the order alone, so that what is read back can be compared with an
 * expression over the original.
 */
@Entity
@Table(name = "archived_order")
public class ArchivedOrder {
    public enum Priority {
        URGENT,
        HIGH,
        MEDIUM,
        NOT_SPECIFIED,
        LOW
    }

    @Id
    private Long id;

    @Version
    private int version;

    private String status;

    private boolean urgent;

    private short century;

    private float approximatePrice;

    private double price;

    @Column(precision = 12, scale = 2)
    private BigDecimal exactPrice;

    private LocalDate orderDate;

    private LocalDateTime archivedAt;

    private Instant seenAt;

    @Enumerated(EnumType.STRING)
    private Priority priority;

    private UUID trace;

    private byte[] clerk;

    private String note;

    protected ArchivedOrder() {}

    public ArchivedOrder(long id, String status, double price, LocalDate orderDate, String priority, String clerk) {
        this.id = id;
        this.status = status;
        this.urgent = priority.equals("1-URGENT");
        this.century = (short) (orderDate.getYear() / 100);
        this.approximatePrice = (float) price;
        this.price = price;
        this.exactPrice = BigDecimal.valueOf(price).setScale(2);
        this.orderDate = orderDate;
        this.archivedAt = orderDate.atStartOfDay().plusSeconds(id);
        this.seenAt = archivedAt.toInstant(ZoneOffset.UTC);
        this.priority = switch (priority.charAt(0)) {
            case '1' -> Priority.URGENT;
            case '2' -> Priority.HIGH;
            case '3' -> Priority.MEDIUM;
            case '4' -> Priority.NOT_SPECIFIED;
            default -> Priority.LOW;
        };
        this.trace = new UUID(0, id);
        this.clerk = clerk.getBytes(StandardCharsets.UTF_8);
        this.note = id % 2 == 0 ? null : "it's \"" + id + "\" — ¿qué?\n";
    }

    public Long getId() {
        return id;
    }

    public int getVersion() {
        return version;
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(String status) {
        this.status = status;
    }

    public boolean isUrgent() {
        return urgent;
    }

    public short getCentury() {
        return century;
    }

    public float getApproximatePrice() {
        return approximatePrice;
    }

    public double getPrice() {
        return price;
    }

    public BigDecimal getExactPrice() {
        return exactPrice;
    }

    public LocalDate getOrderDate() {
        return orderDate;
    }

    public LocalDateTime getArchivedAt() {
        return archivedAt;
    }

    public Instant getSeenAt() {
        return seenAt;
    }

    public Priority getPriority() {
        return priority;
    }

    public UUID getTrace() {
        return trace;
    }

    public byte[] getClerk() {
        return clerk == null ? null : clerk.clone();
    }

    public String getNote() {
        return note;
    }
}
