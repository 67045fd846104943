package dev.pallas.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.dialect.internal.AthenaDialectResolver;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.util.ServiceLoader;
import java.util.UUID;
import org.hibernate.boot.model.FunctionContributor;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

class BootTest {
    @Entity
    static class Identity {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
    }

    @Entity
    static class Sequence {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;
    }

    @Entity
    static class TableGenerated {
        @Id
        @GeneratedValue(strategy = GenerationType.TABLE)
        Long id;
    }

    @Entity(name = "RandomId")
    static class RandomId {
        @Id
        @GeneratedValue
        UUID id;
    }

    @Test
    void identityIsRefusedAtBoot() {
        assertThatThrownBy(() -> Athena.of(Identity.class))
                .hasStackTraceContaining("Athena has no identity columns")
                .hasStackTraceContaining("GenerationType.UUID");
    }

    @Test
    void sequencesAndTablesAreRefusedAtBoot() {
        for (var entity : new Class<?>[] {Sequence.class, TableGenerated.class}) {
            assertThatThrownBy(() -> Athena.of(entity))
                    .as(entity.getSimpleName())
                    .hasStackTraceContaining("Athena has no sequences and no row locks")
                    .hasStackTraceContaining("GenerationType.UUID");
        }
    }

    @Test
    void randomIdsNeedNoDatabase() {
        try (var athena = Athena.of(RandomId.class)) {
            athena.factory().inTransaction(session -> session.persist(new RandomId()));

            assertThat(athena.connections().takeSql()).containsExactly("insert into RandomId (id) values (?)");
            assertThat(athena.connections().takeBound().get(0).get(0)).isInstanceOf(String.class);
        }
    }

    @Test
    void theShortNameFindsTheDialect() {
        try (var athena = Athena.of(RandomId.class)) {
            var dialect = ((SessionFactoryImplementor) athena.factory())
                    .getJdbcServices()
                    .getDialect();
            assertThat(dialect).isInstanceOf(AthenaDialect.class);
            assertThat(dialect.getVersion().getMajor()).isEqualTo(3);
        }
    }

    @Test
    void theProductNameFindsTheDialect() {
        var resolver = new AthenaDialectResolver();

        assertThat(resolver.resolveDialect(new Product("Amazon Athena", -9999))).isInstanceOf(AthenaDialect.class);
        assertThat(resolver.resolveDialect(new Product("H2", 2))).isNull();
        assertThat(resolver.resolveDialect(new Product(null, -9999))).isNull();
    }

    private record Product(String name, int version) implements DialectResolutionInfo {
        @Override
        public String getDatabaseName() {
            return name;
        }

        @Override
        public String getDatabaseVersion() {
            return String.valueOf(version);
        }

        @Override
        public int getDatabaseMajorVersion() {
            return version;
        }

        @Override
        public int getDatabaseMinorVersion() {
            return version;
        }

        @Override
        public String getDriverName() {
            return null;
        }

        @Override
        public int getDriverMajorVersion() {
            return version;
        }

        @Override
        public int getDriverMinorVersion() {
            return version;
        }

        @Override
        public String getSQLKeywords() {
            return "";
        }
    }

    @Test
    void functionsThatAreRefusedAreNotContributed() {
        assertThat(ServiceLoader.load(FunctionContributor.class))
                .extracting(contributor -> contributor.getClass().getName())
                .noneMatch(name -> name.startsWith("dev.pallas."));
    }
}
