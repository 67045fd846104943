package dev.pallas.dialect;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.type.NumericBooleanConverter;

/** The entities that the tests speak of. */
final class Library {
    private Library() {}

    static final Class<?>[] ENTITIES = {Author.class, Book.class, Medium.class, Disc.class, Film.class, Seat.class};

    enum Genre {
        NOVEL,
        ESSAY
    }

    @Entity(name = "Author")
    static class Author {
        @Id
        Long id;

        String name;

        @OneToMany(mappedBy = "author")
        List<Book> books;
    }

    @Entity(name = "Book")
    static class Book {
        @Id
        UUID id;

        @Version
        int version;

        String title;

        @Column(precision = 12, scale = 2)
        BigDecimal price;

        int pages;
        long sold;
        double rating;
        boolean inPrint;
        LocalDate published;
        LocalDateTime updated;
        Instant created;
        LocalTime readAt;
        byte[] cover;

        @Enumerated(EnumType.STRING)
        Genre genre;

        @ManyToOne(fetch = FetchType.LAZY)
        Author author;

        Book() {}

        Book(UUID id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    /** An entity whose rows are spread over tables. */
    @Entity(name = "Medium")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Medium {
        @Id
        Long id;

        String label;
    }

    @Entity(name = "Disc")
    static class Disc extends Medium {
        int tracks;
    }

    @Entity(name = "Film")
    static class Film extends Medium {
        int minutes;
    }

    /** An entity with an id of two columns, two maps, and a boolean that is kept as a number. */
    @Entity(name = "Seat")
    static class Seat {
        @EmbeddedId
        Place place;

        @ElementCollection
        Map<Integer, String> prices;

        @ElementCollection
        Map<String, String> notes;

        @Convert(converter = NumericBooleanConverter.class)
        Boolean taken;
    }

    @Embeddable
    static class Place {
        int aisle;
        int number;
    }
}
