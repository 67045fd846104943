package dev.pallas.examples.reactive;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the application does with entities: through Hibernate Reactive. */
public final class Sightings {
    private final Mutiny.SessionFactory sessions;

    public Sightings(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Stores all of them in one statement: Hibernate's batch becomes one INSERT. */
    public Uni<Void> add(List<Sighting> sightings) {
        return sessions.withTransaction(session -> session.persistAll(sightings.toArray()));
    }

    public Uni<List<Sighting>> of(String bird) {
        return sessions.withSession(session -> session.createSelectionQuery(
                        "from Sighting where bird = :bird order by seen", Sighting.class)
                .setParameter("bird", bird)
                .getResultList());
    }

    /** Changes the entities that are found; the session writes what has changed when the transaction ends. */
    public Uni<Integer> move(String bird, String place) {
        return sessions.withTransaction(
                session -> session.createSelectionQuery("from Sighting where bird = :bird", Sighting.class)
                        .setParameter("bird", bird)
                        .getResultList()
                        .invoke(found -> found.forEach(sighting -> sighting.moveTo(place)))
                        .map(List::size));
    }
}
