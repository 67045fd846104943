package dev.pallas.it.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.it.dialect.Library.Author;
import dev.pallas.it.dialect.Library.Book;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** HQL expressions over one row, and what they are worth. */
class FunctionsIT {
    private static Orm orm;

    @BeforeAll
    static void boot() {
        orm = Orm.create("dialect_functions", Author.class, Book.class);
        Library.fill(orm);
    }

    @AfterAll
    static void close() {
        orm.close();
    }

    /** All expressions in one query; book 1 is {@code Alpha}, 10.25, 100 pages, 2021-02-28, 2024-01-02 10:11:12.123456, 23:59:59.5. */
    private static void check(Map<String, Object> expected) {
        var row = orm.rows("select " + String.join(", ", expected.keySet()) + " from Book b where b.id = 1")
                .get(0);
        var actual = new LinkedHashMap<String, Object>();
        var values = new ArrayList<>(row);
        expected.keySet().forEach(expression -> actual.put(expression, values.remove(0)));
        assertThat(actual).containsExactlyEntriesOf(expected);
    }

    @Test
    void strings() {
        var expected = new LinkedHashMap<String, Object>();
        expected.put("upper(b.title)", "ALPHA");
        expected.put("lower(b.title)", "alpha");
        expected.put("length(b.title)", 5);
        expected.put("b.title || '-' || b.pages", "Alpha-100");
        expected.put("concat(b.title, b.price, true)", "Alpha10.25true");
        expected.put("locate('p', b.title)", 3);
        expected.put("locate('a', b.title, 2)", 5);
        expected.put("locate('z', b.title, 2)", 0);
        expected.put("position('ph' in b.title)", 3);
        expected.put("substring(b.title, 2)", "lpha");
        expected.put("substring(b.title, 2, 3)", "lph");
        expected.put("substring(b.title from 2 for 3)", "lph");
        expected.put("trim(' x ')", "x");
        expected.put("trim(leading 'x' from 'xxax')", "ax");
        expected.put("trim(trailing 'x' from 'xaxx')", "xa");
        expected.put("replace(b.title, 'pha', 'bum')", "Album");
        expected.put("left(b.title, 2)", "Al");
        expected.put("right(b.title, 2)", "ha");
        expected.put("right(b.title, 9)", "Alpha");
        expected.put("repeat(b.title, 2)", "AlphaAlpha");
        expected.put("overlay(b.title placing 'XX' from 2 for 3)", "AXXa");
        expected.put("pad(b.title with 7 leading)", "  Alpha");
        expected.put("pad(b.title with 7 trailing '*')", "Alpha**");
        expected.put("reverse(b.title)", "ahplA");
        expected.put("ascii('A')", 65);
        expected.put("chr(65)", 'A');
        expected.put("octet_length('ß')", 2);
        expected.put("bit_length('a')", 8);
        expected.put("regexp_like(b.title, '^A.*a$')", true);
        expected.put("regexp_like(b.title, '^a', 'i')", true);
        expected.put("nullif(b.title, 'Alpha')", null);
        expected.put("coalesce(nullif(b.title, 'Alpha'), 'x')", "x");
        expected.put("ifnull(b.title, 'x')", "Alpha");
        check(expected);
    }

    @Test
    void numbers() {
        var expected = new LinkedHashMap<String, Object>();
        expected.put("abs(-b.pages)", 100);
        expected.put("b.pages - -5", 105);
        expected.put("-(-b.pages)", 100);
        expected.put("b.pages / 7", 14);
        expected.put("b.pages % 7", 2);
        expected.put("mod(b.pages, 7)", 2);
        expected.put("b.rating * 1.5", 1.5);
        expected.put("0.1 + 0.2", 0.1 + 0.2);
        expected.put("0.1bd + 0.2bd", new BigDecimal("0.3"));
        expected.put("b.price * 2", new BigDecimal("20.50"));
        expected.put("ceiling(1.2)", 2.0);
        expected.put("floor(1.8)", 1.0);
        expected.put("round(1.25, 1)", 1.3);
        expected.put("round(b.price, 1)", new BigDecimal("10.30"));
        expected.put("truncate(1.789, 1)", 1.7);
        expected.put("truncate(-1.789)", -1.0);
        expected.put("power(2, 10)", 1024.0);
        expected.put("sqrt(16.0)", 4.0);
        expected.put("exp(0)", 1.0);
        expected.put("ln(1)", 0.0);
        expected.put("log10(1000)", 3.0);
        expected.put("log(2, 8)", 3.0);
        expected.put("sign(-3)", -1);
        expected.put("sin(0.0)", 0.0);
        expected.put("atan2(0.0, 1.0)", 0.0);
        expected.put("pi", Math.PI);
        expected.put("degrees(pi)", 180.0);
        expected.put("greatest(1, 3, 2)", 3);
        expected.put("least(1, 3, 2)", 1);
        expected.put("cast(b.pages as String)", "100");
        expected.put("cast(1.5 as String)", "1.5");
        expected.put("str(b.price)", "10.25");
        expected.put("cast('42' as Integer)", 42);
        expected.put("cast('1.5' as Double)", 1.5);
        expected.put("cast(b.inPrint as Integer)", 0);
        expected.put("cast('Y' as Boolean)", true);
        expected.put("cast(b.title as String(2))", "Al");
        check(expected);
    }

    @Test
    void datesAndTimes() {
        var updated = LocalDateTime.of(2024, 1, 2, 10, 11, 12, 123_456_000);
        var expected = new LinkedHashMap<String, Object>();
        expected.put("year(b.updated)", 2024);
        expected.put("month(b.published)", 2);
        expected.put("day(b.published)", 28);
        expected.put("hour(b.updated)", 10);
        expected.put("minute(b.readAt)", 59);
        expected.put("extract(second from b.updated)", 12.123456f);
        expected.put("extract(nanosecond from b.updated)", 12_123_456_000L);
        expected.put("extract(nanosecond from b.readAt)", 59_500_000_000L);
        expected.put("extract(day of week from b.published)", 1);
        expected.put("extract(day of year from b.updated)", 2);
        expected.put("extract(week from b.updated)", 1);
        expected.put("extract(quarter from b.updated)", 1);
        expected.put("extract(epoch from b.updated)", updated.toEpochSecond(ZoneOffset.UTC));
        expected.put("extract(date from b.updated)", updated.toLocalDate());
        expected.put("extract(time from b.updated)", updated.toLocalTime());
        expected.put("b.published + 1 month", LocalDate.of(2021, 3, 28));
        expected.put("b.published + 2 day", LocalDate.of(2021, 3, 2));
        expected.put("b.published - 1 year", LocalDate.of(2020, 2, 28));
        expected.put("b.updated + 90 second", updated.plusSeconds(90));
        expected.put("b.updated + 1.5 second", updated.plusNanos(1_500_000_000));
        expected.put("b.updated - 3 hour", updated.minusHours(3));
        expected.put("b.readAt + 1 second", LocalTime.of(0, 0, 0, 500_000_000));
        expected.put("(b.updated - datetime 2024-01-01 10:11:12) by hour", 24L);
        expected.put("b.updated - datetime 2024-01-02 10:11:12", Duration.ofNanos(123_456_000));
        expected.put("trunc(b.updated, day)", LocalDateTime.of(2024, 1, 2, 0, 0));
        expected.put("format(b.updated as 'yyyy-MM-dd''T''HH:mm:ss')", "2024-01-02T10:11:12");
        expected.put("format(b.published as 'dd/MM/yyyy')", "28/02/2021");
        expected.put("cast('2024-02-29' as LocalDate)", LocalDate.of(2024, 2, 29));
        expected.put("cast('10:11' as LocalTime)", LocalTime.of(10, 11));
        expected.put("cast(b.published as LocalDateTime)", LocalDateTime.of(2021, 2, 28, 0, 0));
        expected.put("b.updated > b.published", true);
        expected.put("local date = current_date", true);
        expected.put("local datetime > b.updated", true);
        check(expected);
    }

    @Test
    void aggregates() {
        var rows = orm.rows(
                "select every(b.inPrint), any(b.inPrint), count(distinct b.genre), "
                        + "count(*) filter (where b.pages > 100), listagg(b.title, ',') within group (order by b.title desc), "
                        + "listagg(b.title, ',') filter (where b.pages > 100), round(stddev_pop(b.rating), 6), round(var_samp(b.rating), 6), avg(b.pages) from Book b");

        assertThat(rows)
                .containsExactly(List.of(
                        false, true, 2L, 2L, "Gamma,Delta,Beta,Alpha", "Beta,Gamma", 0.960143, 1.229167, 162.5));
    }
}
