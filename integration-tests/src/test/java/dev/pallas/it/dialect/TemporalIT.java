package dev.pallas.it.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.it.LocalAthenaServer;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.annotations.Audited;
import org.hibernate.annotations.Temporal;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.StateManagementSettings;
import org.hibernate.temporal.spi.ChangesetIdentifierSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that Hibernate ends and does not delete, and what a session finds of them as of then. */
class TemporalIT {
    @Entity(name = "Menu")
    @Temporal
    static class Menu {
        @Id
        long id;

        String name;

        @ElementCollection
        @OrderColumn(name = "place")
        @Temporal
        List<String> dishes = new ArrayList<>();
    }

    @Entity(name = "Ledger")
    @Audited
    static class Ledger {
        @Id
        long id;

        String text;

        @ElementCollection
        @Audited
        List<String> notes = new ArrayList<>();
    }

    static final class Changes implements ChangesetIdentifierSupplier<Integer> {
        private final AtomicInteger last = new AtomicInteger();

        @Override
        public Integer generateIdentifier(SharedSessionContract session) {
            return last.incrementAndGet();
        }
    }

    private static void with(
            String database, Map<String, Object> settings, Class<?> entity, Consumer<SessionFactory> work) {
        Orm.execute("create database if not exists " + database);
        var registry = new StandardServiceRegistryBuilder()
                .applySetting(
                        "jakarta.persistence.jdbc.url", LocalAthenaServer.get().jdbcUrl(database))
                .applySetting("hibernate.hbm2ddl.auto", "create-drop")
                .applySettings(settings)
                .build();
        try (var factory = new MetadataSources(registry)
                .addAnnotatedClass(entity)
                .buildMetadata()
                .buildSessionFactory()) {
            work.accept(factory);
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SINGLE_TABLE", "HISTORY_TABLE"})
    void aTemporalCollectionIsReadAsOfThen(String strategy) {
        with("it_temporal", Map.of(StateManagementSettings.TEMPORAL_TABLE_STRATEGY, strategy), Menu.class, factory -> {
            factory.inTransaction(session -> {
                var menu = new Menu();
                menu.id = 1;
                menu.name = "lunch";
                menu.dishes.addAll(List.of("soup", "pie", "cake"));
                session.persist(menu);
            });
            var then = Instant.now();
            factory.inTransaction(session -> {
                var menu = session.find(Menu.class, 1L);
                menu.name = "dinner";
                menu.dishes.set(0, "salad");
                menu.dishes.remove(2);
            });

            factory.inSession(session -> {
                var menu = session.find(Menu.class, 1L);
                assertThat(menu.name).isEqualTo("dinner");
                assertThat(menu.dishes).containsExactly("salad", "pie");
            });
            try (var session = factory.withOptions().asOf(then).open()) {
                var menu = session.find(Menu.class, 1L);
                assertThat(menu.name).isEqualTo("lunch");
                assertThat(menu.dishes).containsExactly("soup", "pie", "cake");
            }
        });
    }

    @Test
    void anAuditedEntityIsReadAsOfAChangeset() {
        Map<String, Object> settings = Map.of(
                StateManagementSettings.CHANGESET_ID_SUPPLIER,
                new Changes(),
                StateManagementSettings.AUDIT_STRATEGY,
                "validity");
        with("it_temporal", settings, Ledger.class, factory -> {
            factory.inTransaction(session -> {
                var ledger = new Ledger();
                ledger.id = 1;
                ledger.text = "first";
                ledger.notes.add("a");
                session.persist(ledger);
            });
            factory.inTransaction(session -> {
                var ledger = session.find(Ledger.class, 1L);
                ledger.text = "second";
                ledger.notes.add("b");
            });
            factory.inTransaction(session -> session.remove(session.find(Ledger.class, 1L)));

            for (var changeset : Map.of(1, List.of("first", "a"), 2, List.of("second", "a", "b"))
                    .entrySet()) {
                try (var session =
                        factory.withOptions().atChangeset(changeset.getKey()).open()) {
                    var ledger = session.find(Ledger.class, 1L);
                    var found = new ArrayList<>(List.of(ledger.text));
                    ledger.notes.stream().sorted().forEach(found::add);
                    assertThat(found).isEqualTo(changeset.getValue());
                }
            }
            for (var changeset : new int[] {0, 3}) {
                try (var session = factory.withOptions().atChangeset(changeset).open()) {
                    assertThat(session.find(Ledger.class, 1L)).isNull();
                }
            }
        });
    }
}
