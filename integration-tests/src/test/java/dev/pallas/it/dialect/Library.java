package dev.pallas.it.dialect;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
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
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** The entities that the tests speak of. */
final class Library {
    private Library() {}

    enum Genre {
        NOVEL,
        ESSAY
    }

    @Entity(name = "Author")
    static class Author {
        @Id
        Long id;

        String name;

        @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
        List<Book> books = new ArrayList<>();

        Author() {}

        Author(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Book")
    static class Book {
        @Id
        Long id;

        @Version
        int version;

        String title;

        @Column(precision = 12, scale = 2)
        BigDecimal price;

        int pages;
        boolean inPrint;
        Double rating;
        LocalDate published;
        LocalDateTime updated;
        LocalTime readAt;

        @Enumerated(EnumType.STRING)
        Genre genre;

        @ManyToOne(fetch = FetchType.LAZY)
        Author author;

        Book() {}

        Book(long id, String title, Genre genre, String price, int pages, Author author) {
            this.id = id;
            this.title = title;
            this.genre = genre;
            this.price = new BigDecimal(price);
            this.pages = pages;
            this.author = author;
            inPrint = pages > 150;
            rating = pages / 100.0;
            published = LocalDate.of(2020, 2, 29).plusYears(id);
            updated = LocalDateTime.of(2024, 1, 1, 10, 11, 12, 123_456_000).plusDays(id);
            readAt = LocalTime.of(23, 59, 59, 500_000_000);
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

        Disc() {}

        Disc(long id, String label, int tracks) {
            this.id = id;
            this.label = label;
            this.tracks = tracks;
        }
    }

    @Entity(name = "Film")
    static class Film extends Medium {
        int minutes;

        Film() {}

        Film(long id, String label, int minutes) {
            this.id = id;
            this.label = label;
            this.minutes = minutes;
        }
    }

    /** Two authors, four books: the data of the query tests. */
    static void fill(Orm orm) {
        orm.write(session -> {
            var ann = new Author(1, "Ann");
            var bob = new Author(2, "Bob");
            ann.books.add(new Book(1, "Alpha", Genre.NOVEL, "10.25", 100, ann));
            ann.books.add(new Book(2, "Beta", Genre.NOVEL, "20.50", 200, ann));
            bob.books.add(new Book(3, "Gamma", Genre.ESSAY, "5.00", 300, bob));
            bob.books.add(new Book(4, "Delta", Genre.ESSAY, "7.75", 50, bob));
            session.persist(ann);
            session.persist(bob);
        });
    }
}
