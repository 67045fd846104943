package dev.pallas.it.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import jakarta.persistence.Temporal;
import jakarta.persistence.TemporalType;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Time;
import java.time.Instant;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import org.hibernate.Hibernate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.type.NumericBooleanConverter;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.TrueFalseConverter;
import org.hibernate.type.YesNoConverter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Types that are written in another form than they have, or in more columns than one. */
// java.util.Date is one of the types, and JPA's annotation for it is deprecated
@SuppressWarnings({"JavaUtilDate", "deprecation"})
class MoreTypesIT {
    private static Orm orm;

    @BeforeAll
    static void boot() {
        orm = Orm.create("dialect_more_types", Located.class, Timed.class, Converted.class);
    }

    @AfterAll
    static void close() {
        orm.close();
    }

    enum Colour {
        RED,
        GREEN
    }

    @Entity(name = "Located")
    @Table(name = "located")
    static class Located {
        @Id
        int id;

        Blob blob;
        Clob clob;
        NClob nclob;

        @Lob
        char[] letters;

        @Lob
        Byte[] boxed;
    }

    @Test
    void locatorsHoldTheirValues() throws Exception {
        var bytes = new byte[] {0, -1, 127};
        orm.write(session -> {
            var e = new Located();
            e.id = 1;
            e.blob = Hibernate.getLobHelper().createBlob(bytes);
            e.clob = Hibernate.getLobHelper().createClob("c'lob 😀");
            e.nclob = Hibernate.getLobHelper().createNClob("Ωmega");
            e.letters = "letters".toCharArray();
            e.boxed = new Byte[] {1, -1};
            session.persist(e);
        });

        var read = orm.read(session -> session.find(Located.class, 1));

        assertThat(read.blob.getBytes(1, 3)).isEqualTo(bytes);
        assertThat(read.clob.getSubString(1, (int) read.clob.length())).isEqualTo("c'lob 😀");
        assertThat(read.nclob.getSubString(1, (int) read.nclob.length())).isEqualTo("Ωmega");
        assertThat(read.letters).isEqualTo("letters".toCharArray());
        assertThat(read.boxed).containsExactly((byte) 1, (byte) -1);
    }

    @Entity(name = "Timed")
    @Table(name = "timed")
    static class Timed {
        @Id
        int id;

        @Temporal(TemporalType.DATE)
        Date day;

        @Temporal(TemporalType.TIME)
        Date time;

        @Temporal(TemporalType.TIMESTAMP)
        Calendar calendar;

        java.sql.Date sqlDay;
        Time sqlTime;

        @TimeZoneStorage(TimeZoneStorageType.NATIVE)
        OffsetDateTime natively;

        @TimeZoneStorage(TimeZoneStorageType.NORMALIZE)
        OffsetDateTime normalized;

        @TimeZoneStorage(TimeZoneStorageType.NORMALIZE_UTC)
        ZonedDateTime utc;

        @TimeZoneStorage(TimeZoneStorageType.COLUMN)
        OffsetDateTime inTwoColumns;

        @TimeZoneStorage(TimeZoneStorageType.AUTO)
        ZonedDateTime automatic;

        @TimeZoneStorage(TimeZoneStorageType.COLUMN)
        OffsetTime timeInTwoColumns;
    }

    @Test
    void legacyTimesComeBackEqual() {
        var moment = Instant.parse("2024-10-27T00:30:00.123Z");
        orm.write(session -> {
            var e = new Timed();
            e.id = 1;
            e.day = java.sql.Date.valueOf("2024-02-29");
            e.time = Time.valueOf("10:11:12");
            e.calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
            e.calendar.setTimeInMillis(moment.toEpochMilli());
            e.sqlDay = java.sql.Date.valueOf("2024-02-29");
            e.sqlTime = Time.valueOf("10:11:12");
            session.persist(e);
        });

        var read = orm.read(session -> session.find(Timed.class, 1));

        assertThat(read.day).isEqualTo(java.sql.Date.valueOf("2024-02-29"));
        assertThat(read.time).hasToString("10:11:12");
        assertThat(read.calendar.toInstant()).isEqualTo(moment);
        assertThat(read.sqlDay).isEqualTo(java.sql.Date.valueOf("2024-02-29"));
        assertThat(read.sqlTime).isEqualTo(Time.valueOf("10:11:12"));
    }

    @Test
    void noStorageOfZonesMovesAnInstant() {
        var offset = OffsetDateTime.parse("2024-10-27T02:30:00.5+02:00");
        var own = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            orm.write(session -> {
                var e = new Timed();
                e.id = 2;
                e.natively = offset;
                e.normalized = offset;
                e.utc = offset.toZonedDateTime();
                e.inTwoColumns = offset;
                e.automatic = offset.toZonedDateTime();
                e.timeInTwoColumns = OffsetTime.of(10, 11, 12, 0, ZoneOffset.ofHours(2));
                session.persist(e);
            });

            var read = orm.read(session -> session.find(Timed.class, 2));

            assertThat(read.natively.toInstant()).isEqualTo(offset.toInstant());
            assertThat(read.normalized.toInstant()).isEqualTo(offset.toInstant());
            assertThat(read.normalized.getOffset()).isEqualTo(ZoneOffset.ofHours(-4));
            assertThat(read.utc.toInstant()).isEqualTo(offset.toInstant());
            assertThat(read.utc.getOffset()).isEqualTo(ZoneOffset.UTC);
            assertThat(read.inTwoColumns).isEqualTo(offset);
            assertThat(read.inTwoColumns.getOffset()).isEqualTo(offset.getOffset());
            assertThat(read.automatic.toOffsetDateTime()).isEqualTo(offset);
            assertThat(read.automatic.getOffset()).isEqualTo(offset.getOffset());
            assertThat(read.timeInTwoColumns).isEqualTo(OffsetTime.of(10, 11, 12, 0, ZoneOffset.ofHours(2)));
        } finally {
            TimeZone.setDefault(own);
        }
    }

    @Entity(name = "Converted")
    @Table(name = "converted")
    static class Converted {
        @Id
        int id;

        @Convert(converter = YesNoConverter.class)
        Boolean yesNo;

        @Convert(converter = TrueFalseConverter.class)
        Boolean trueFalse;

        @Convert(converter = NumericBooleanConverter.class)
        Boolean numeric;

        @JdbcTypeCode(SqlTypes.NAMED_ENUM)
        Colour namedEnum;

        @JdbcTypeCode(SqlTypes.VARBINARY)
        ArrayList<String> serialized;

        YearMonth month;
        MonthDay birthday;

        @JdbcTypeCode(SqlTypes.CHAR)
        @Column(length = 3)
        String code;
    }

    private static void persistConverted(int id) {
        orm.write(session -> {
            var e = new Converted();
            e.id = id;
            e.yesNo = true;
            e.trueFalse = false;
            e.numeric = true;
            e.namedEnum = Colour.GREEN;
            e.serialized = new ArrayList<>(List.of("a", "b"));
            e.month = YearMonth.of(2024, 2);
            e.birthday = MonthDay.of(2, 29);
            e.code = "abc";
            session.persist(e);
        });
    }

    @Test
    void serializedObjectsComeBackEqual() {
        persistConverted(1);

        var read = orm.read(session -> session.find(Converted.class, 1));
        assertThat(read.serialized).containsExactly("a", "b");
        assertThat(read.month).isEqualTo(YearMonth.of(2024, 2));
        assertThat(read.birthday).isEqualTo(MonthDay.of(2, 29));
        // of which Hibernate knows no type either
        assertThat(
                        orm.rows(
                                "select e.id from Converted e where e.id = 1 and e.month = (select f.month from Converted f where f.id = 1)"))
                .containsExactly(List.of(1));
    }

    @Test
    void convertedBooleansAndEnumsAreFound() {
        persistConverted(2);

        assertThat(
                        orm.rows(
                                "select e.yesNo, e.trueFalse, e.numeric, e.namedEnum, e.code from Converted e where e.yesNo"
                                        + " and not e.trueFalse and e.numeric = true and e.namedEnum = GREEN and e.code = 'abc' and e.id = 2"))
                .isEqualTo(List.of(List.of(true, false, true, Colour.GREEN, "abc")));
    }
}
