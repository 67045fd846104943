package dev.pallas.it.dialect;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;
import org.hibernate.annotations.SQLInsert;
import org.hibernate.annotations.SQLUpdate;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.SoftDeleteType;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.generator.EventType;

/** Entities that use what Hibernate has for writing. */
final class Shop {
    private Shop() {}

    static final Class<?>[] ENTITIES = {
        Cart.class,
        Item.class,
        Customer.class,
        Profile.class,
        Stock.class,
        Note.class,
        Marked.class,
        Stamped.class,
        Custom.class
    };

    @Entity(name = "Cart")
    static class Cart {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        @OneToMany(mappedBy = "cart", cascade = CascadeType.ALL, orphanRemoval = true)
        @OrderColumn(name = "position")
        List<Item> items = new ArrayList<>();

        @ElementCollection
        @OrderColumn
        List<String> steps = new ArrayList<>();

        @ElementCollection
        Map<String, Integer> counts = new TreeMap<>();

        @ElementCollection
        @OnDelete(action = OnDeleteAction.CASCADE)
        List<String> bag = new ArrayList<>();

        @ManyToMany
        Set<Cart> related = new HashSet<>();
    }

    @Entity(name = "Item")
    static class Item {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne
        Cart cart;

        String name;

        Item() {}

        Item(Cart cart, String name) {
            this.cart = cart;
            this.name = name;
        }
    }

    @Entity(name = "Customer")
    @DynamicUpdate
    @DynamicInsert
    static class Customer {
        @Id
        @GeneratedValue
        Long id;

        @NaturalId(mutable = true)
        String email;

        String name;

        @ColumnTransformer(read = "upper(secret)", write = "lower(?)")
        String secret;

        @Formula("length(name) * 2")
        Long doubled;

        @ManyToOne
        Customer friend;
    }

    @Entity(name = "Profile")
    static class Profile {
        @Id
        Long id;

        @MapsId
        @OneToOne
        Customer customer;

        String text;
    }

    @Embeddable
    record Place(String hall, int shelf) {}

    @Entity(name = "Stock")
    @OptimisticLocking(type = OptimisticLockType.ALL)
    @DynamicUpdate
    static class Stock {
        @EmbeddedId
        Place place;

        String article;

        Integer pieces;
    }

    @Entity(name = "Note")
    @SoftDelete
    static class Note {
        @Id
        long id;

        String text;
    }

    @Entity(name = "Marked")
    @SoftDelete(strategy = SoftDeleteType.TIMESTAMP)
    static class Marked {
        @Id
        long id;

        @ElementCollection
        @SoftDelete(strategy = SoftDeleteType.ACTIVE, columnName = "active")
        Set<String> words = new HashSet<>();
    }

    @Entity(name = "Stamped")
    static class Stamped {
        @Id
        long id;

        String text;

        @CreationTimestamp
        Instant created;

        @UpdateTimestamp
        LocalDateTime updated;

        @CurrentTimestamp(source = SourceType.DB)
        Instant ofDatabase;

        @Generated
        @ColumnDefault("'it''s new'")
        String state;

        @Generated(event = {EventType.INSERT, EventType.UPDATE})
        @ColumnDefault("current_timestamp")
        Instant filled;
    }

    @Entity(name = "Custom")
    @SQLInsert(sql = "insert into Custom (text, id) values (upper(?), ?)")
    @SQLUpdate(sql = "update Custom set text = ? || '!' where id = ?")
    static class Custom {
        @Id
        long id;

        @Column(name = "text")
        String text;
    }
}
