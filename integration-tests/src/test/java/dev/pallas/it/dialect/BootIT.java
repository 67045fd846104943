package dev.pallas.it.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.dialect.AthenaDialect;
import dev.pallas.it.dialect.Library.Author;
import dev.pallas.it.dialect.Library.Book;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

/** Boot from nothing but a URL. */
class BootIT {
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

    @Test
    void theConnectionTellsTheDialectAndNoQueryIsSent() {
        try (var orm = Orm.boot("default", Author.class, Book.class)) {
            var factory = orm.factory().unwrap(SessionFactoryImplementor.class);
            assertThat(factory.getJdbcServices().getDialect()).isInstanceOf(AthenaDialect.class);
            assertThat(orm.takeSql()).isEmpty();
        }
    }

    @Test
    void generatorsThatNeedTheDatabaseAreRefused() {
        assertThatThrownBy(() -> Orm.boot("default", Identity.class))
                .hasStackTraceContaining("Athena has no identity columns");
        assertThatThrownBy(() -> Orm.boot("default", Sequence.class))
                .hasStackTraceContaining("Athena has no sequences and no row locks");
    }
}
