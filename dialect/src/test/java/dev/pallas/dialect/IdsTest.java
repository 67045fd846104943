package dev.pallas.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SequenceGenerator;
import java.math.BigInteger;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.GenericGenerator;
import org.hibernate.annotations.NativeGenerator;
import org.hibernate.annotations.UuidGenerator;
import org.junit.jupiter.api.Test;

/** Ids that are made here, and those that Athena cannot make. */
class IdsTest {
    @Entity(name = "Sortable")
    static class Sortable {
        @Id
        @SortableId
        long id;
    }

    @Entity(name = "SortableBig")
    static class SortableBig {
        @Id
        @SortableId
        BigInteger id;
    }

    @Entity(name = "SortableInt")
    static class SortableInt {
        @Id
        @SortableId
        Integer id;
    }

    @Entity(name = "Auto")
    static class Auto {
        @Id
        @GeneratedValue
        Long id;
    }

    @Entity(name = "AutoInt")
    static class AutoInt {
        @Id
        @GeneratedValue
        Integer id;
    }

    @Entity(name = "AutoText")
    static class AutoText {
        @Id
        @GeneratedValue
        String id;
    }

    @MappedSuperclass
    abstract static class Base<T> {
        private T id;

        @Id
        @GeneratedValue(strategy = GenerationType.AUTO)
        public T getId() {
            return id;
        }

        public void setId(T id) {
            this.id = id;
        }
    }

    @Entity(name = "Inherits")
    static class Inherits extends Base<Long> {}

    @Embeddable
    static class Key {
        @GeneratedValue
        Long number;

        String part = "x";
    }

    @Entity(name = "WithKey")
    static class WithKey {
        @EmbeddedId
        Key key = new Key();
    }

    @Entity(name = "Native")
    static class Native {
        @Id
        @NativeGenerator
        Long id;
    }

    @SuppressWarnings("removal") // old mappings have it
    @Entity(name = "OldNative")
    static class OldNative {
        @Id
        @GeneratedValue(generator = "own")
        @GenericGenerator(name = "own", strategy = "native")
        Long id;
    }

    @Entity(name = "AutoSequence")
    static class AutoSequence {
        @Id
        @GeneratedValue(generator = "seq")
        @SequenceGenerator(name = "seq")
        Long id;
    }

    @Entity(name = "TimeOrdered")
    static class TimeOrdered {
        @Id
        @UuidGenerator(style = UuidGenerator.Style.TIME)
        UUID id;
    }

    @Test
    void sortableIdsGrowAndCarryTheNode() {
        try (var athena = Athena.of(Map.of(AthenaDialect.NODE, "258"), Sortable.class, SortableBig.class)) {
            athena.factory().inTransaction(session -> {
                var first = new Sortable();
                var second = new Sortable();
                var big = new SortableBig();
                session.persist(first);
                session.persist(second);
                session.persist(big);
                assertThat(first.id & 0xFFFF).isEqualTo(258);
                assertThat(second.id).isGreaterThan(first.id);
                assertThat(big.id).isGreaterThan(BigInteger.valueOf(second.id));
            });
            assertThat(athena.connections().takeSql())
                    .containsExactly("insert into Sortable (id) values (?)", "insert into SortableBig (id) values (?)");
        }
    }

    @Test
    void autoIsSortableWhereItFits() {
        for (var entity : new Class<?>[] {Auto.class, Inherits.class, Native.class, OldNative.class}) {
            try (var athena = Athena.of(Map.of(AthenaDialect.NODE, 513), entity)) {
                var id = athena.factory().fromTransaction(session -> {
                    try {
                        var made = entity.getDeclaredConstructor().newInstance();
                        session.persist(made);
                        return session.getIdentifier(made);
                    } catch (ReflectiveOperationException broken) {
                        throw new LinkageError(broken.getMessage(), broken);
                    }
                });
                assertThat(((Number) id).longValue() & 0xFFFF)
                        .as(entity.getSimpleName())
                        .isEqualTo(513);
            }
        }
    }

    @Test
    void autoWithinACompositeKey() {
        try (var athena = Athena.of(Map.of(AthenaDialect.NODE, 513), WithKey.class)) {
            var made = new WithKey();
            athena.factory().inTransaction(session -> session.persist(made));

            assertThat(made.key.number & 0xFFFF).isEqualTo(513);
        }
    }

    @Test
    void autoOnASmallNumberContinuesFromTheGreatest() {
        try (var athena = Athena.of(AutoInt.class)) {
            athena.factory().inTransaction(session -> session.persist(new AutoInt()));

            assertThat(athena.connections().takeSql())
                    .containsExactly("select max(id) from AutoInt", "insert into AutoInt (id) values (?)");
        }
    }

    @Test
    void textAndUuidsAreUuids() {
        try (var athena = Athena.of(AutoText.class, TimeOrdered.class)) {
            var text = new AutoText();
            var ordered = new TimeOrdered();
            athena.factory().inTransaction(session -> {
                session.persist(text);
                session.persist(ordered);
            });
            assertThat(UUID.fromString(text.id).version()).isEqualTo(4);
            assertThat(ordered.id.version()).isEqualTo(1);
        }
    }

    @Test
    void asequenceThatTheMappingNamesIsRefused() {
        assertThatThrownBy(() -> Athena.of(AutoSequence.class))
                .hasStackTraceContaining("Athena has no sequences")
                .hasStackTraceContaining("Use @SortableId, GenerationType.AUTO");
    }

    @Test
    void sortableIdsAreRefusedWhereTheyDoNotFit() {
        assertThatThrownBy(() -> Athena.of(SortableInt.class))
                .hasStackTraceContaining("@SortableId makes ids of 63 bits, and cannot fill a Integer");
    }

    @Test
    void aNodeOutOfRangeIsRefused() {
        for (var node : new String[] {"-1", "65536", "one", ""}) {
            assertThatThrownBy(() -> Athena.of(Map.of(AthenaDialect.NODE, node), Sortable.class))
                    .hasStackTraceContaining(
                            "hibernate.athena.node is '" + node + "', and must be a number from 0 to 65535");
        }
    }
}
