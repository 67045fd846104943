package dev.pallas.quickstart.tpch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "region")
public class Region {
    @Id
    @Column(name = "regionkey")
    private long id;

    private String name;

    protected Region() {}

    public long getId() {
        return id;
    }

    public String getName() {
        return name;
    }
}
