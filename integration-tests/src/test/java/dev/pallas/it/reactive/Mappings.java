package dev.pallas.it.reactive;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.CascadeType;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.Struct;

/** Entities of each mapping that Hibernate Reactive promises. */
final class Mappings {
    private Mappings() {}

    @Embeddable
    static class Address {
        String street;
        String city;

        Address() {}

        Address(String street, String city) {
            this.street = street;
            this.city = city;
        }
    }

    @Entity(name = "Person")
    @Table(name = "hrm_person")
    @NamedQuery(name = "personsOf", query = "from Person where address.city = :city order by name")
    static class Person {
        @Id
        @GeneratedValue
        Long id;

        String name;

        @Embedded
        Address address;

        @ElementCollection
        List<String> phones = new ArrayList<>();

        @ElementCollection
        Map<String, Integer> scores = new LinkedHashMap<>();

        @Transient
        String calledBack = "";

        Person() {}

        Person(String name, String city) {
            this.name = name;
            this.address = new Address("1 Main St", city);
        }

        @PrePersist
        void beforePersist() {
            calledBack += "persisted ";
        }

        @PostLoad
        void afterLoad() {
            calledBack += "loaded ";
        }
    }

    @Entity(name = "Vehicle")
    @Table(name = "hrm_vehicle")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Vehicle {
        @Id
        UUID id = UUID.randomUUID();

        String maker;

        @Version
        int version;
    }

    @Entity(name = "Car")
    @Table(name = "hrm_car")
    static class Car extends Vehicle {
        int doors;

        Car() {}

        Car(String maker, int doors) {
            this.maker = maker;
            this.doors = doors;
        }
    }

    @Entity(name = "Truck")
    @Table(name = "hrm_truck")
    static class Truck extends Vehicle {
        double load;

        Truck() {}

        Truck(String maker, double load) {
            this.maker = maker;
            this.load = load;
        }
    }

    @Entity(name = "Ticket")
    @Table(name = "hrm_ticket")
    static class Ticket {
        @Id
        @GeneratedValue
        Integer id;

        String text = "t";
    }

    @Entity(name = "Shape")
    @Table(name = "hrm_shape")
    @DiscriminatorColumn(name = "kind")
    static class Shape {
        @Id
        int id;

        String color = "red";
    }

    @Entity(name = "Circle")
    static class Circle extends Shape {
        double radius = 2.5;
    }

    @Entity(name = "Document")
    @Table(name = "hrm_document")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Document {
        @Id
        int id;

        String title;
    }

    @Entity(name = "Invoice")
    @Table(name = "hrm_invoice")
    static class Invoice extends Document {
        long cents;
    }

    @Entity(name = "Volume")
    @Table(name = "hrm_volume")
    @FilterDef(name = "newerThan", parameters = @ParamDef(name = "year", type = Integer.class))
    @Filter(name = "newerThan", condition = "printed > :year")
    static class Volume {
        @Id
        int id;

        int printed;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true, mappedBy = "volume")
        @OrderBy("position")
        @Fetch(FetchMode.SUBSELECT)
        List<Chapter> chapters = new ArrayList<>();

        @ManyToMany
        @BatchSize(size = 5)
        @org.hibernate.annotations.SortNatural
        Set<Tag> tags = new TreeSet<>();

        @ElementCollection
        @OrderColumn
        List<String> notes = new ArrayList<>();

        @OneToOne(cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
        Cover cover;

        Volume() {}

        Volume(int id, int printed) {
            this.id = id;
            this.printed = printed;
        }

        void add(Chapter chapter) {
            chapter.volume = this;
            chapters.add(chapter);
        }
    }

    @Entity(name = "Chapter")
    @Table(name = "hrm_chapter")
    static class Chapter {
        @Id
        @GeneratedValue
        UUID id;

        int position;
        String heading;

        @ManyToOne(fetch = FetchType.LAZY)
        Volume volume;

        Chapter() {}

        Chapter(int position, String heading) {
            this.position = position;
            this.heading = heading;
        }
    }

    @Entity(name = "Tag")
    @Table(name = "hrm_tag")
    static class Tag implements Comparable<Tag> {
        @Id
        String name;

        Tag() {}

        Tag(String name) {
            this.name = name;
        }

        @Override
        public int compareTo(Tag other) {
            return name.compareTo(other.name);
        }
    }

    @Entity(name = "Cover")
    @Table(name = "hrm_cover")
    @BatchSize(size = 5)
    static class Cover {
        @Id
        String color;

        Cover() {}

        Cover(String color) {
            this.color = color;
        }
    }

    @Embeddable
    record LineKey(String orderNo, int line) {}

    @Entity(name = "Line")
    @Table(name = "hrm_line")
    static class Line {
        @EmbeddedId
        LineKey key;

        int quantity;

        Line() {}

        Line(LineKey key, int quantity) {
            this.key = key;
            this.quantity = quantity;
        }
    }

    static class SeatKey implements Serializable {
        private static final long serialVersionUID = 1L;

        String hall;
        int seat;

        SeatKey() {}

        SeatKey(String hall, int seat) {
            this.hall = hall;
            this.seat = seat;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof SeatKey key && key.hall.equals(hall) && key.seat == seat;
        }

        @Override
        public int hashCode() {
            return hall.hashCode() + seat;
        }
    }

    @Entity(name = "Seat")
    @Table(name = "hrm_seat")
    @IdClass(SeatKey.class)
    static class Seat {
        @Id
        String hall = "A";

        @Id
        int seat = 7;

        boolean taken = true;
    }

    @Entity(name = "Trashable")
    @Table(name = "hrm_trashable")
    @SoftDelete
    static class Trashable {
        @Id
        int id;
    }

    @Embeddable
    @Struct(name = "hrm_point")
    record Point(int x, double y) {}

    @Entity(name = "Blobby")
    @Table(name = "hrm_blobby")
    static class Blobby {
        @Id
        UUID id = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

        @Lob
        String text = "\u00e4\u4e16\n\"quoted\" ".repeat(500);

        @Lob
        byte[] bytes = {0, -1, 127};

        JsonObject json =
                new JsonObject().put("a", new JsonArray().add(1).add(2)).put("b", "c");

        String[] words = {"a", "b, c", null};
        int[] numbers = {3, 1, 2};
        List<LocalDate> days = List.of(LocalDate.of(2024, 2, 29));
        Point point = new Point(1, 2.5);

        Instant moment = Instant.parse("1999-12-31T23:59:59.999999Z");
    }
}
