package dev.pallas.examples.reactive;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A bird, seen at a place and weighed. The application assigns the id: Athena has no identity columns. */
@Entity
@Table(name = "sighting")
public class Sighting {
    @Id
    private @Nullable UUID id;

    private @Nullable String bird;
    private @Nullable String place;
    private @Nullable BigDecimal grams;
    private @Nullable Instant seen;

    /** For Hibernate. */
    protected Sighting() {}

    public Sighting(String bird, String place, BigDecimal grams, Instant seen) {
        this.id = UUID.randomUUID();
        this.bird = bird;
        this.place = place;
        this.grams = grams;
        this.seen = seen;
    }

    public String bird() {
        return Objects.requireNonNull(bird);
    }

    public String place() {
        return Objects.requireNonNull(place);
    }

    public BigDecimal grams() {
        return Objects.requireNonNull(grams);
    }

    public Instant seen() {
        return Objects.requireNonNull(seen);
    }

    public void moveTo(String newPlace) {
        place = newPlace;
    }
}
