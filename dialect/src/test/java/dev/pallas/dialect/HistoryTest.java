package dev.pallas.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SharedSessionContract;
import org.hibernate.annotations.Audited;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.Temporal;
import org.hibernate.cfg.StateManagementSettings;
import org.hibernate.temporal.spi.ChangesetIdentifierSupplier;
import org.junit.jupiter.api.Test;

/** Rows that Hibernate ends and does not delete, in the batches that are on without a setting. */
class HistoryTest {
    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        long id;

        @ElementCollection
        @OrderColumn(name = "place")
        @SoftDelete
        List<String> books = new ArrayList<>();
    }

    @Entity(name = "Menu")
    @Temporal
    static class Menu {
        @Id
        long id;

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
    }

    static final class Changes implements ChangesetIdentifierSupplier<Integer> {
        private final AtomicInteger last = new AtomicInteger();

        @Override
        public Integer generateIdentifier(SharedSessionContract session) {
            return last.incrementAndGet();
        }
    }

    @Test
    void aCollectionThatIsSoftDeletedMayHaveSeveralRows() {
        try (var athena = Athena.of(Shelf.class)) {
            athena.factory().inTransaction(session -> {
                var shelf = new Shelf();
                shelf.books.addAll(List.of("a", "b"));
                session.persist(shelf);
                session.flush();
                athena.connections().takeSql();
                athena.connections().hit(2);
                shelf.books.clear();
            });

            assertThat(athena.connections().takeSql())
                    .containsExactly("update Shelf_books set deleted=true where Shelf_id=? and deleted=false");
        }
    }

    @Test
    void theRowsOfATemporalCollectionEndAndBeginInTurn() {
        try (var athena =
                Athena.of(Map.of(StateManagementSettings.TEMPORAL_TABLE_STRATEGY, "SINGLE_TABLE"), Menu.class)) {
            athena.factory().inTransaction(session -> {
                var menu = new Menu();
                menu.dishes.addAll(List.of("a", "b"));
                session.persist(menu);
                session.flush();
                athena.connections().takeSql();
                menu.dishes.set(0, "c");
                menu.dishes.set(1, "d");
            });

            assertThat(athena.connections().takeSql())
                    .extracting(statement -> statement.split(" ", 2)[0])
                    .containsExactly("update", "insert", "update", "insert");
        }
    }

    @Test
    void anAuditEndsARowAndInsertsTheNext() {
        var settings = Map.<String, Object>of(
                StateManagementSettings.CHANGESET_ID_SUPPLIER,
                new Changes(),
                StateManagementSettings.AUDIT_STRATEGY,
                "validity");
        try (var athena = Athena.of(settings, Ledger.class)) {
            athena.factory().inTransaction(session -> {
                var ledger = new Ledger();
                ledger.text = "x";
                session.persist(ledger);
            });

            assertThat(athena.connections().takeSql())
                    .containsExactly(
                            "insert into Ledger (text,id) values (?,?)",
                            "update Ledger_AUD set revend=? where id=? and REVEND is null",
                            "insert into Ledger_AUD (text,REV,REVTYPE,id) values (?,?,?,?)");
        }
    }

    @Test
    void enversEndsItsRowsWithoutALock() {
        try (var athena = Athena.mapped("<class entity-name='Words_AUD' table='words_aud'>"
                + "<composite-id name='originalId'><key-property name='REV' type='integer'/><key-property name='word' type='string'/></composite-id>"
                + "<property name='REVEND' type='integer'/></class>"
                + "<class entity-name='Word' table='words'><id name='id' type='long'/></class>")) {
            assertThat(locked(athena, "select a.REVEND from Words_AUD a where a.originalId.word = 'x'"))
                    .containsExactly("select wa1_0.REVEND from words_aud wa1_0 where wa1_0.word='x'");
            assertThatThrownBy(() -> locked(athena, "from Word")).hasMessageContaining("Athena has no row locks");
        }
    }

    private static List<String> locked(Athena athena, String hql) {
        return athena.stateless(session -> session.createSelectionQuery(hql, Object.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList());
    }
}
