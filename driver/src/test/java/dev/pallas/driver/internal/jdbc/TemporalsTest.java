package dev.pallas.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Date;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"0001-01-01", "1582-10-15", "1582-10-04", "1970-01-01", "2020-02-29", "9999-12-31", "-0001-03-01"
            })
    void comeBackAsTheyWere(String text) throws SQLException {
        var date = LocalDate.parse(text);
        var moment = date.atTime(23, 59, 59, 999_999_999);
        for (var zone : new String[] {null, "UTC", "America/New_York", "Asia/Kolkata"}) {
            var calendar = zone == null ? null : Calendar.getInstance(TimeZone.getTimeZone(zone));
            assertThat(Temporals.localDate(Temporals.date(date, calendar), calendar))
                    .isEqualTo(date);
            assertThat(Temporals.localDateTime(Temporals.timestamp(moment, calendar), calendar))
                    .isEqualTo(moment);
        }
    }

    @Test
    void agreeWithTheClassesOfJavaSql() throws SQLException {
        var moment = LocalDateTime.of(2020, 6, 30, 1, 2, 3, 4_000_000);
        assertThat(Temporals.timestamp(moment, null)).isEqualTo(Timestamp.valueOf(moment));
        assertThat(Temporals.date(LocalDate.of(1500, 3, 1), null)).isEqualTo(Date.valueOf("1500-03-01"));
        assertThat(Temporals.localTime(Temporals.time(LocalTime.of(1, 2, 3, 4_000_000), null), null))
                .isEqualTo(LocalTime.of(1, 2, 3, 4_000_000));
    }

    /** Each half hour of years in which these zones change their clocks, some of them by half an hour, by two, and for a month. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Berlin",
                "America/St_Johns",
                "Africa/Casablanca",
                "Australia/Lord_Howe",
                "Antarctica/Troll",
                "Pacific/Apia"
            })
    void agreeWithTheClassesOfJavaSqlInTheZoneOfTheJvm(String zone) {
        var before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            var end = LocalDateTime.of(2012, 6, 1, 0, 0);
            for (var moment = LocalDateTime.of(2010, 6, 1, 0, 0);
                    moment.isBefore(end);
                    moment = moment.plusMinutes(30)) {
                var expected = Timestamp.valueOf(moment);
                if (expected.toLocalDateTime().equals(moment)) {
                    assertThat(timestamp(moment)).isEqualTo(expected);
                } else {
                    assertThat(timestamp(moment)).as("%s is skipped", moment).isNull();
                }
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    /** Null for a local time that no instant has. */
    private static @Nullable Timestamp timestamp(LocalDateTime moment) {
        try {
            return Temporals.timestamp(moment, null);
        } catch (SQLException e) {
            return null;
        }
    }

    @Test
    void refuseWhatWouldBeLost() {
        assertThatThrownBy(() -> Temporals.time(LocalTime.of(1, 2, 3, 4_000), null))
                .isInstanceOf(SQLDataException.class)
                .hasMessageContaining("LocalTime.class");
        var newYork = Calendar.getInstance(TimeZone.getTimeZone("America/New_York"));
        assertThatThrownBy(() -> Temporals.timestamp(LocalDateTime.of(2021, 3, 14, 2, 30), newYork))
                .isInstanceOf(SQLDataException.class)
                .hasMessageContaining("clocks skip it");
        // a leap day that only the Julian calendar has
        assertThatThrownBy(() -> Temporals.localDate(Date.valueOf("1500-02-29"), null))
                .isInstanceOf(SQLDataException.class);
    }
}
