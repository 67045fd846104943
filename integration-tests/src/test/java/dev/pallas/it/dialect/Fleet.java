package dev.pallas.it.dialect;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SecondaryRow;

/** Entities whose rows are spread over several tables: joined and union inheritance, secondary tables, collections. */
final class Fleet {
    private Fleet() {}

    static final Class<?>[] ENTITIES = {
        Owner.class, Vehicle.class, Car.class, Van.class, Boat.class, Ferry.class, Barge.class, Trip.class
    };

    @Entity(name = "Owner")
    @SecondaryTable(name = "owner_address")
    @SecondaryTable(name = "owner_note")
    @SecondaryRow(table = "owner_address", optional = false)
    static class Owner {
        @Id
        long id;

        String name;

        @Column(table = "owner_address")
        String town;

        @Column(table = "owner_note")
        String note;

        Owner(long id, String name, String town, String note) {
            this.id = id;
            this.name = name;
            this.town = town;
            this.note = note;
        }

        Owner() {}
    }

    @Entity(name = "Vehicle")
    @Inheritance(strategy = InheritanceType.JOINED)
    abstract static class Vehicle {
        @Id
        long id;

        @Version
        int version;

        String label;

        @ManyToOne
        Owner owner;

        @ElementCollection
        Set<String> tags = new HashSet<>();
    }

    @Entity(name = "Car")
    static class Car extends Vehicle {
        int seats;

        Car(long id, String label, Owner owner, int seats, String... tags) {
            this.id = id;
            this.label = label;
            this.owner = owner;
            this.seats = seats;
            this.tags.addAll(Set.of(tags));
        }

        Car() {}
    }

    @Entity(name = "Van")
    static class Van extends Car {
        Integer load;

        Van(long id, String label, Owner owner, int seats, Integer load, String... tags) {
            super(id, label, owner, seats, tags);
            this.load = load;
        }

        Van() {}
    }

    @Entity(name = "Boat")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Boat {
        @Id
        long id;

        String label;

        double length;

        Boat(long id, String label, double length) {
            this.id = id;
            this.label = label;
            this.length = length;
        }

        Boat() {}
    }

    @Entity(name = "Ferry")
    static class Ferry extends Boat {
        int cars;

        Ferry(long id, String label, double length, int cars) {
            super(id, label, length);
            this.cars = cars;
        }

        Ferry() {}
    }

    @Entity(name = "Barge")
    static class Barge extends Boat {
        Barge(long id, String label, double length) {
            super(id, label, length);
        }

        Barge() {}
    }

    @Entity(name = "Trip")
    @SQLRestriction("length > 0")
    @FilterDef(name = "shorterThan", parameters = @ParamDef(name = "limit", type = Integer.class))
    @Filter(
            name = "shorterThan",
            condition = "{alias}.length < :limit and exists (select 1 from Trip t where t.id = {alias}.id)",
            deduceAliasInjectionPoints = false)
    static class Trip {
        @Id
        long id;

        int length;

        Trip(long id, int length) {
            this.id = id;
            this.length = length;
        }

        Trip() {}
    }

    /** Rows for each test of its own. */
    static void fill(Orm orm) {
        orm.write(session -> {
            var ann = new Owner(1, "Ann", "Bonn", "a");
            var bob = new Owner(2, "Bob", "Rome", null);
            session.persist(ann);
            session.persist(bob);
            session.persist(new Car(11, "one", ann, 2, "red"));
            session.persist(new Car(12, "two", bob, 5, "red", "old"));
            session.persist(new Van(13, "three", ann, 3, 900, "new"));
            session.persist(new Van(14, "four", bob, 7, 1500));
            session.persist(new Boat(21, "b", 8));
            session.persist(new Ferry(22, "f", 90, 40));
            session.persist(new Barge(23, "g", 60));
            session.persist(new Owner(3, "Cid", "Kiel", null));
            session.persist(new Owner(4, "Dee", "Mainz", "d"));
            session.persist(new Car(31, "x", null, 1, "gone", "too"));
            session.persist(new Van(32, "y", null, 1, null, "gone"));
            session.persist(new Van(33, "both", null, 42, 41, "kept"));
            session.persist(new Van(34, "other", null, 42, 41));
            session.persist(new Ferry(41, "small", 0.5, 0));
            session.persist(new Barge(42, "larger", 0.75));
            session.persist(new Van(51, "treated", null, 8, 3000));
            session.persist(new Car(52, "treated", null, 8));
            List.of(0, 10, 20, 30).forEach(length -> session.persist(new Trip(length, length)));
        });
    }
}
