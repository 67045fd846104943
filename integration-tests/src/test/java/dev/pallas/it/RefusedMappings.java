package dev.pallas.it;

import dev.pallas.dialect.AthenaTable;
import dev.pallas.dialect.SortableId;
import dev.pallas.dialect.TableFormat;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Entities of which something is refused: their mapping, or what is done with them. */
final class RefusedMappings {
    private RefusedMappings() {}

    @Entity(name = "ReservedKey")
    static class ReservedKey {
        @Id
        Long id;

        @JdbcTypeCode(SqlTypes.JSON)
        ReservedPart part;
    }

    @Embeddable
    static class ReservedPart {
        String values;
    }

    @Entity(name = "Plain")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Plain {
        @Id
        Long id;

        String name;
    }

    @Entity(name = "Joined")
    static class Joined extends Plain {
        String extra;
    }

    @Entity(name = "OnHive")
    @AthenaTable(format = TableFormat.PARQUET)
    static class OnHive {
        @Id
        Long id;

        String name;
    }

    @Entity(name = "VersionedOnHive")
    @AthenaTable(format = TableFormat.PARQUET)
    static class VersionedOnHive {
        @Id
        Long id;

        @Version
        int version;
    }

    @Entity(name = "InCatalog")
    @Table(name = "in_catalog", catalog = "AwsDataCatalog")
    static class InCatalog {
        @Id
        Long id;
    }

    @Entity(name = "WithUuid")
    static class WithUuid {
        @Id
        @GeneratedValue
        UUID id;

        String name;
    }

    @Entity(name = "WithIdentity")
    static class WithIdentity {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
    }

    @Entity(name = "WithSequence")
    static class WithSequence {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;
    }

    @Entity(name = "WithTable")
    static class WithTable {
        @Id
        @GeneratedValue(strategy = GenerationType.TABLE)
        Long id;
    }

    @Entity(name = "WithSmallSortable")
    static class WithSmallSortable {
        @Id
        @SortableId
        Integer id;
    }

    @Entity(name = "WithGenerated")
    static class WithGenerated {
        @Id
        Long id;

        @GeneratedColumn("id + 1")
        Long next;
    }

    @Embeddable
    record Part(String text) {}

    @Entity(name = "WithXml")
    static class WithXml {
        @Id
        Long id;

        @JdbcTypeCode(SqlTypes.SQLXML)
        Part part;
    }
}
