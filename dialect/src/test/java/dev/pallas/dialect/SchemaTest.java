package dev.pallas.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.PartitionKey;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static final String WAREHOUSE = "hibernate.athena.warehouse_location";

    @Entity
    @Table(name = "every_type")
    static class EveryType {
        @Id
        UUID id;

        byte tiny;
        short small;
        int number;
        long big;
        float real;
        double precise;
        BigDecimal decimal;

        @Column(precision = 12, scale = 4)
        BigDecimal price;

        BigInteger integer;
        boolean truth;
        char letter;
        String text;

        @Column(length = 10)
        String word;

        @Lob
        String story;

        byte[] bytes;
        LocalDate day;
        LocalTime time;
        LocalDateTime wallTime;
        Instant instant;
        OffsetDateTime offset;
        Duration duration;
    }

    @Entity
    @Table(
            name = "Constrained",
            indexes = @Index(columnList = "name"),
            options = "PARTITIONED BY (bucket(4, id))",
            comment = "it's a table",
            check = @CheckConstraint(constraint = "name <> ''"))
    static class Constrained {
        @Id
        Long id;

        @Column(nullable = false, unique = true, comment = "its name")
        @ColumnDefault("'x'")
        String name;

        @ManyToOne(optional = false)
        @JoinColumn(name = "`group`")
        Constrained parent;
    }

    @Entity
    @Table(
            name = "placed",
            schema = "shop",
            options = "LOCATION 's3://other/placed/' TBLPROPERTIES ('table_type'='ICEBERG', 'format'='orc')")
    static class Placed {
        @Id
        Long id;
    }

    @Entity
    @Table(name = "User")
    static class User {
        @Id
        Long id;

        @Column(comment = "who", options = "/* as it is */")
        String name;
    }

    @Entity
    @Table(name = "`Quoted_by_the_mapping`", schema = "Order")
    static class Quoted {
        @Id
        Long id;
    }

    private static List<String> commands(String action, Map<String, Object> settings, Class<?>... entities) {
        var all = new HashMap<>(settings);
        all.put("hibernate.hbm2ddl.auto", action);
        try (var athena = Athena.of(all, entities)) {
            return athena.connections().takeSql();
        }
    }

    @Test
    void typesHaveTheNamesOfHive() {
        assertThat(commands("create-only", Map.of(WAREHOUSE, "s3://bucket/wh"), EveryType.class))
                .containsExactly(
                        "create table every_type (`day` date, `decimal` decimal(38,2), `duration` decimal(21,0), "
                                + "`integer` decimal(38,0), `letter` string, `number` int, `precise` double, `price` decimal(12,4), "
                                + "`real` float, `small` int, `time` string, `tiny` int, `truth` boolean, `big` bigint, "
                                + "`instant` timestamp, `offset` timestamp, `walltime` timestamp, `word` string, `id` string, "
                                + "`bytes` binary, `story` string, `text` string) "
                                + "LOCATION 's3://bucket/wh/every_type/' TBLPROPERTIES ('table_type'='ICEBERG')");
    }

    @Test
    void noConstraintsIndexesOrDefaults() {
        assertThat(commands("create-only", Map.of(WAREHOUSE, "s3://bucket/wh/"), Constrained.class))
                .containsExactly(
                        "create table constrained (`group` bigint, `id` bigint, `name` string comment 'its name') "
                                + "comment 'it\\'s a table' PARTITIONED BY (bucket(4, id)) "
                                + "LOCATION 's3://bucket/wh/constrained/' TBLPROPERTIES ('table_type'='ICEBERG')");
    }

    @Entity
    @Table(name = "defined")
    static class Defined {
        @Id
        @Column(columnDefinition = "BIGINT not null primary key")
        Long id;

        @Column(columnDefinition = "VARCHAR(255)")
        String a;

        @Column(columnDefinition = "char(2) default 'a,b' not null")
        String b;

        @Column(columnDefinition = "numeric(10, 2)  DEFAULT -1.5")
        BigDecimal c;

        @Column(columnDefinition = "double precision null")
        double d;

        @Column(columnDefinition = "timestamp(6) with time zone default now()")
        Instant e;

        @Column(columnDefinition = "character varying(10) unique")
        String f;

        @Column(columnDefinition = "map<string,int>")
        String g;

        @Column(columnDefinition = "geometry(point) not null")
        String h;

        @Column(columnDefinition = "integer check (i > 0)")
        int i;

        @Column(columnDefinition = "smallint")
        short j;
    }

    @Test
    void typesDefinedForOtherDatabasesAreTranslatedForIceberg() {
        assertThat(commands("create-only", Map.of(WAREHOUSE, "s3://bucket/wh"), Defined.class))
                .containsExactly(
                        "create table defined (`c` decimal(10, 2), `d` double, `i` integer check (i > 0), `j` int, "
                                + "`e` timestamp, `id` bigint, `a` string, `b` string, `f` string, `g` map<string,int>, "
                                + "`h` geometry(point) not null) "
                                + "LOCATION 's3://bucket/wh/defined/' TBLPROPERTIES ('table_type'='ICEBERG')");
        // a table of Hive has such types
        assertThat(commands(
                        "create-only",
                        Map.of(WAREHOUSE, "s3://bucket/wh", "hibernate.athena.default_format", "parquet"),
                        Defined.class))
                .singleElement()
                .asString()
                .contains("`a` VARCHAR(255)", "`j` smallint");
    }

    @Test
    void aTableCanHaveItsOwnLocationAndProperties() {
        assertThat(commands("create-only", Map.of(), Placed.class))
                .containsExactly("create table shop.placed (`id` bigint) LOCATION 's3://other/placed/' "
                        + "TBLPROPERTIES ('table_type'='ICEBERG', 'format'='orc')");
    }

    @Entity
    @Table(name = "Größen")
    static class Size {
        @Id
        Long id;

        @Column(name = "Maß")
        String measure;

        Duration duration;

        Size() {
            id = 1L;
        }
    }

    @Test
    void namesOutsideOfAsciiAreInBackticksAndQuotes() {
        // intervals are kept as durations are by default
        assertThat(commands(
                        "create-only",
                        Map.of(
                                WAREHOUSE,
                                "s3://lake/",
                                "hibernate.type.preferred_duration_jdbc_type",
                                "INTERVAL_SECOND"),
                        Size.class))
                .containsExactly("create table `größen` (`duration` decimal(21,0), `id` bigint, `maß` string) LOCATION "
                        + "'s3://lake/größen/' TBLPROPERTIES ('table_type'='ICEBERG')");
        try (var athena = Athena.of(Size.class)) {
            athena.factory().inTransaction(session -> session.persist(new Size()));

            assertThat(athena.connections().takeSql())
                    .containsExactly("insert into \"Größen\" (duration,\"Maß\",id) values (?,?,?)");
        }
    }

    @Test
    void withoutALocationCreationIsRefused() {
        assertThatThrownBy(() -> commands("create-only", Map.of(), EveryType.class))
                .hasStackTraceContaining("Athena creates a table only with its S3 location")
                .hasStackTraceContaining(WAREHOUSE);
    }

    @Entity
    @Table(name = "visits")
    @AthenaTable(
            format = TableFormat.PARQUET,
            location = "s3://lake/visits/",
            partitionedBy = {"Day", "region"},
            compression = "zstd",
            properties = @AthenaTable.Property(name = "projection.enabled", value = "it's"))
    static class Visit {
        @Id
        UUID id;

        @Column(comment = "the day")
        LocalDate day;

        String region;
        String page;
    }

    @Entity(name = "Keyed")
    @Table(name = "keyed")
    static class Keyed {
        @Id
        Long id;

        @PartitionKey
        String tenant;

        @ElementCollection
        @CollectionTable(name = "keyed_tags")
        List<String> tags;
    }

    @Entity
    @Table(name = "text_lines")
    @AthenaTable(format = TableFormat.TEXTFILE, delimited = "FIELDS TERMINATED BY ','", bucketedBy = "id", buckets = 4)
    @AthenaTable(table = "line_notes", partitionedBy = "bucket(3, note)")
    @SecondaryTable(name = "line_notes")
    static class Line {
        @Id
        Long id;

        @Column(table = "line_notes")
        String note;

        String text;
    }

    @Test
    void aHivePartitionIsLastAndNotInTheColumns() {
        assertThat(commands("create-only", Map.of(), Visit.class))
                .containsExactly("create external table visits (`id` string, `page` string) "
                        + "PARTITIONED BY (`day` date comment 'the day', `region` string) STORED AS PARQUET "
                        + "LOCATION 's3://lake/visits/' "
                        + "TBLPROPERTIES ('write.compression'='zstd', 'projection.enabled'='it\\'s')");
    }

    @Test
    void aPartitionKeyPartitionsAnIcebergTable() {
        assertThat(commands("create-only", Map.of(WAREHOUSE, "s3://b"), Keyed.class))
                .contains("create table keyed (`id` bigint, `tenant` string) PARTITIONED BY (tenant) "
                        + "LOCATION 's3://b/keyed/' TBLPROPERTIES ('table_type'='ICEBERG')");
    }

    @Test
    void settingsAreForTablesThatSayNothing() {
        assertThat(commands(
                        "create-only",
                        Map.of(
                                WAREHOUSE,
                                "s3://b",
                                "hibernate.athena.default_format",
                                "orc",
                                "hibernate.athena.compression",
                                "snappy",
                                "hibernate.athena.table_properties",
                                "owner = me, x=y"),
                        Keyed.class))
                .containsExactlyInAnyOrder(
                        "create external table keyed (`id` bigint) PARTITIONED BY (`tenant` string) STORED AS ORC "
                                + "LOCATION 's3://b/keyed/' "
                                + "TBLPROPERTIES ('owner'='me', 'x'='y', 'write.compression'='snappy')",
                        "create external table keyed_tags (`keyed_id` bigint, `tags` string) STORED AS ORC "
                                + "LOCATION 's3://b/keyed_tags/' "
                                + "TBLPROPERTIES ('owner'='me', 'x'='y', 'write.compression'='snappy')");
    }

    @Test
    void theAnnotationCanMeanASecondaryTable() {
        assertThat(commands("create-only", Map.of(WAREHOUSE, "s3://b"), Line.class))
                .containsExactlyInAnyOrder(
                        "create external table text_lines (`id` bigint, `text` string) CLUSTERED BY (`id`) INTO 4 BUCKETS "
                                + "ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' STORED AS TEXTFILE "
                                + "LOCATION 's3://b/text_lines/'",
                        "create table line_notes (`id` bigint, `note` string) PARTITIONED BY (bucket(3, note)) "
                                + "LOCATION 's3://b/line_notes/' TBLPROPERTIES ('table_type'='ICEBERG')");
    }

    @Test
    void theUrlCanTellTheWarehouse() {
        assertThat(commands(
                        "create-only",
                        Map.of(
                                "jakarta.persistence.jdbc.url",
                                "jdbc:athena://Region=x;Database=shop;WarehouseLocation=s3://wh"),
                        Keyed.class))
                .contains("create table keyed (`id` bigint, `tenant` string) PARTITIONED BY (tenant) "
                        + "LOCATION 's3://wh/shop/keyed/' TBLPROPERTIES ('table_type'='ICEBERG')");
    }

    @Test
    void anUnknownFormatIsRefused() {
        assertThatThrownBy(
                        () -> commands("create-only", Map.of("hibernate.athena.default_format", "delta"), Keyed.class))
                .hasStackTraceContaining("hibernate.athena.default_format=delta is not one of iceberg");
    }

    @Test
    void dropNamesTheTableOnly() {
        assertThat(commands("drop", Map.of(), Placed.class, Constrained.class))
                .containsExactlyInAnyOrder("drop table if exists constrained", "drop table if exists shop.placed");
    }

    @Test
    void namesThatNeedQuotesHaveThem() {
        assertThat(commands("drop", Map.of(), User.class, Quoted.class))
                .containsExactlyInAnyOrder(
                        "drop table if exists `user`", "drop table if exists `order`.`quoted_by_the_mapping`");
        assertThat(commands("create-only", Map.of(WAREHOUSE, "s3://bucket"), User.class))
                .containsExactly("create table `user` (`id` bigint, `name` string comment 'who' /* as it is */) "
                        + "LOCATION 's3://bucket/user/' TBLPROPERTIES ('table_type'='ICEBERG')");
    }

    @Test
    void bootWithoutASchemaActionSendsNothing() {
        assertThat(commands("none", Map.of(), Library.ENTITIES)).isEmpty();
    }
}
