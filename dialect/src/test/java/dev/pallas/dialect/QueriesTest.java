package dev.pallas.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What HQL becomes in SQL; that the engine takes it is the matter of the integration tests. */
class QueriesTest {
    private static Athena athena;

    @BeforeAll
    static void boot() {
        athena = Athena.of(Library.ENTITIES);
    }

    @AfterAll
    static void close() {
        athena.close();
    }

    private static Arguments translated(String hql, String sql) {
        return Arguments.of(hql, sql);
    }

    static Stream<Arguments> translations() {
        return Stream.of(
                translated(
                        "select b.title from Book b where b.title = 'O''Hara' and b.price > 1.5bd and b.rating > 0.05 and b.sold = 5L",
                        "select b1_0.title from Book b1_0 where b1_0.title='O''Hara' and b1_0.price>DECIMAL '1.5' and "
                                + "b1_0.rating>DOUBLE '0.05' and b1_0.sold=BIGINT '5'"),
                translated(
                        "select b.pages - -5, -(-b.pages), b.rating * 2e3, b.rating + 1.5f, b.price * 7bi from Book b",
                        "select (b1_0.pages-INTEGER '-5'),(-(-b1_0.pages)),(b1_0.rating*DOUBLE '2e3'),(b1_0.rating+REAL '1.5'),"
                                + "(b1_0.price*DECIMAL '7') from Book b1_0"),
                translated(
                        "select b.title from Book b where b.published = date 2024-02-03 and b.updated > datetime 2024-01-01 "
                                + "10:00:00.123456 and b.readAt < time 10:11:12",
                        "select b1_0.title from Book b1_0 where b1_0.published=DATE '2024-02-03' and b1_0.updated>TIMESTAMP "
                                + "'2024-01-01 10:00:00.123456' and b1_0.readAt<'10:11:12.000000000'"),
                translated(
                        "select b.title from Book b where not b.inPrint and b.inPrint = true",
                        "select b1_0.title from Book b1_0 where not(b1_0.inPrint) and b1_0.inPrint=true"),
                translated(
                        "select b.pages > 5, b.title like 'a%' from Book b",
                        "select b1_0.pages>5,b1_0.title like 'a%' from Book b1_0"),
                translated(
                        "select s.place from Seat s where s.taken or s.taken is not true",
                        "select s1_0.aisle,s1_0.number from Seat s1_0 where s1_0.taken=1 or (case s1_0.taken=1 when true then "
                                + "false when false then true else true end = true)"),
                translated(
                        "select max(indices(s.prices)), max(indices(s.notes)) from Seat s",
                        "select s1_0_max_index.prices_KEY,(select max(n1_0.notes_KEY) from Seat_notes n1_0 where "
                                + "s1_0.aisle=n1_0.Seat_aisle and s1_0.number=n1_0.Seat_number) from Seat s1_0 left join lateral "
                                + "(select p1_0.prices_KEY from Seat_prices p1_0 where s1_0.aisle=p1_0.Seat_aisle and "
                                + "s1_0.number=p1_0.Seat_number order by p1_0.prices_KEY desc fetch first 1 rows only) "
                                + "s1_0_max_index(prices_KEY) on true"),
                translated(
                        "select 1 from Seat s where exists (select 1 from Book b where exists (select 1 from Disc d where "
                                + "d.tracks > b.pages and d.tracks < s.place.number))",
                        "select 1 from Seat s1_0 where (s1_0.aisle,s1_0.number) in (select s1_0.aisle,s1_0.number from Seat s1_0 cross join Book b1_0 "
                                + "where exists(select 1 from Disc d1_0 where d1_0.tracks>b1_0.pages and d1_0.tracks<s1_0.number))"),
                translated(
                        "select s.place.aisle, n from Seat s left join s.notes n on n = (select max(m) from Seat t join t.notes m "
                                + "where t.place.aisle = s.place.aisle)",
                        "select s1_0.aisle,n1_0.notes from Seat s1_0 left join (Seat_notes n1_0 join (select distinct "
                                + "n1_0.Seat_aisle,n1_0.Seat_number,n1_0.notes_KEY,s1_0.aisle,s1_0.number from Seat_notes n1_0 "
                                + "cross join Seat s1_0 where s1_0.aisle=n1_0.Seat_aisle and s1_0.number=n1_0.Seat_number and "
                                + "n1_0.notes=(select max(n2_0.notes) from Seat s2_0 join Seat_notes n2_0 on "
                                + "s2_0.aisle=n2_0.Seat_aisle and s2_0.number=n2_0.Seat_number where s2_0.aisle=s1_0.aisle)) "
                                + "n1_0_matches(c0,c1,c2,c3,c4) on n1_0_matches.c0=n1_0.Seat_aisle and "
                                + "n1_0_matches.c1=n1_0.Seat_number and n1_0_matches.c2=n1_0.notes_KEY) on "
                                + "s1_0.aisle=n1_0.Seat_aisle and s1_0.number=n1_0.Seat_number and n1_0_matches.c3=s1_0.aisle and "
                                + "n1_0_matches.c4=s1_0.number"),
                translated(
                        "select s.place.aisle, (select count(*) from Book b where b.author.name = s.place.aisle || '' and exists "
                                + "(select 1 from Disc d where d.tracks > b.author.id and d.tracks < s.place.number)) from Seat s",
                        "select s1_0.aisle,(select count(*) from (select s1_0.aisle,s1_0.number from Seat s1_0 cross "
                                + "join Book b1_0 join Author a1_0 on a1_0.id=b1_0.author_id where a1_0.name=(cast(s1_0.aisle as "
                                + "varchar)||'') and exists(select 1 from Disc d1_0 where d1_0.tracks>b1_0.author_id and "
                                + "d1_0.tracks<s1_0.number)) s1_0_rows(c0,c1) where s1_0_rows.c0=s1_0.aisle and "
                                + "s1_0_rows.c1=s1_0.number) from Seat s1_0"),
                translated(
                        "select b.title from Book b where b.title like '%x!_%' escape '!' or b.title ilike 'A%'",
                        "select b1_0.title from Book b1_0 where b1_0.title like '%x!_%' escape '!' or lower(b1_0.title) like "
                                + "lower('A%')"),
                translated(
                        "select b.title from Book b order by b.title limit 10 offset 5",
                        "select b1_0.title from Book b1_0 order by b1_0.title offset 5 rows fetch first 10 rows only"),
                translated(
                        "select b.title from Book b order by b.pages fetch first 3 rows with ties",
                        "select b1_0.title from Book b1_0 order by b1_0.pages fetch first 3 rows with ties"),
                translated(
                        "select b.title from Book b fetch first 3 rows with ties",
                        "select * from (select b1_0.title c0,rank() over() rnk from Book b1_0) r_0_ where r_0_.rnk<=3 order by "
                                + "r_0_.rnk"),
                translated(
                        "select b.title from Book b order by b.title fetch first 10 percent rows only",
                        "select * from (select b1_0.title c0,count(*) over () cnt,row_number() over(order by b1_0.title) rn from "
                                + "Book b1_0) r_0_ where r_0_.rn<=ceil(r_0_.cnt*cast(10 as double)/100) order by r_0_.rn"),
                translated(
                        "select b.title from Book b order by b.title desc nulls first, b.pages nulls last",
                        "select b1_0.title from Book b1_0 order by b1_0.title desc nulls first,b1_0.pages"),
                translated(
                        "select b.genre, count(b), sum(b.price), avg(b.price), avg(b.pages), min(b.published) from Book b group by "
                                + "b.genre having count(b) > 1 order by b.genre",
                        "select b1_0.genre,count(b1_0.id),sum(b1_0.price),avg(cast(b1_0.price as double)),avg(b1_0.pages),"
                                + "min(b1_0.published) from Book b1_0 group by b1_0.genre having count(b1_0.id)>1 order by b1_0.genre"),
                translated(
                        "select year(b.published) as y, count(*) as n from Book b group by y order by n desc",
                        "select year(b1_0.published),count(*) from Book b1_0 group by 1 order by 2 desc"),
                translated(
                        "select b.genre, sum(b.pages) from Book b group by rollup(b.genre)",
                        "select b1_0.genre,sum(b1_0.pages) from Book b1_0 group by rollup(b1_0.genre)"),
                translated(
                        "select b.title, row_number() over (partition by b.genre order by b.price desc), sum(b.price) over (order by "
                                + "b.title rows between 1 preceding and current row) from Book b",
                        "select b1_0.title,row_number() over(partition by b1_0.genre order by b1_0.price desc),sum(b1_0.price) "
                                + "over(order by b1_0.title rows 1 preceding) from Book b1_0"),
                translated(
                        "with x as (select b.genre as g, count(*) as n from Book b group by b.genre) select x.g, x.n from x x where "
                                + "x.n > 1",
                        "with x (g,n) as (select b1_0.genre,count(*) from Book b1_0 group by b1_0.genre) select x1_0.g,x1_0.n from x "
                                + "x1_0 where x1_0.n>1"),
                translated(
                        "(select b.title as t from Book b order by b.title limit 1) union (select a.name as t from Author a order by "
                                + "a.name limit 1)",
                        "(select b1_0.title from Book b1_0 order by b1_0.title fetch first 1 rows only) union (select a1_0.name from "
                                + "Author a1_0 order by a1_0.name fetch first 1 rows only)"),
                translated(
                        "select b.title from Book b intersect select a.name from Author a",
                        "select b1_0.title from Book b1_0 intersect select a1_0.name from Author a1_0"),
                translated(
                        "select b.title from Book b where b.pages >= all (select c.pages from Book c)",
                        "select b1_0.title from Book b1_0 where b1_0.pages>=all(select b2_0.pages from Book b2_0)"),
                translated(
                        "select b.title from Book b where (b.title, b.pages) in (('x', 5), ('y', 6)) and (b.pages, b.sold) > (5, 6L)",
                        "select b1_0.title from Book b1_0 where (b1_0.title,b1_0.pages) in (('x',5),('y',6)) and (b1_0.pages>=5 "
                                + "and not (b1_0.pages=5 and b1_0.sold<=BIGINT '6'))"),
                translated(
                        "select b.title from Book b where b.sold < 98765432109876543210",
                        "select b1_0.title from Book b1_0 where b1_0.sold<DECIMAL '98765432109876543210'"),
                translated(
                        "select count(b) filter (where b.pages > 2) over () from Book b",
                        "select count(case when b1_0.pages>2 then b1_0.id end) over() from Book b1_0"),
                translated(
                        "select b.title from Book b where b.title is distinct from 'x'",
                        "select b1_0.title from Book b1_0 where b1_0.title is distinct from 'x'"),
                translated(
                        "select b.title, a.n from Book b join lateral (select count(*) as n from Book c where c.author.id = "
                                + "b.author.id) a",
                        "select b1_0.title,a3_0.n from Book b1_0 join lateral (select count(*) from Book b2_0 where "
                                + "b2_0.author_id=b1_0.author_id) a3_0(n) on true"),
                translated(
                        "select treat(m as Disc).tracks from Medium m",
                        "select m1_1.tracks from Medium m1_0 join Disc m1_1 on m1_0.id=m1_1.id"),
                translated(
                        "select count(distinct b.title) filter (where b.pages > 5), listagg(b.title, ',') filter (where b.pages > 5) "
                                + "from Book b",
                        "select count(distinct b1_0.title) filter (where b1_0.pages>5),listagg(case when b1_0.pages>5 then "
                                + "b1_0.title end,',') within group (order by b1_0.title) from Book b1_0"),
                translated(
                        "select b.published + 5 day, b.updated - 90 second, b.readAt + 5 minute, b.updated + 1.5 second from Book b",
                        "select date_add('day',5,b1_0.published),date_add('second',(-90),b1_0.updated),cast(date_add('minute',5,"
                                + "cast(b1_0.readAt as time(9))) as varchar),"
                                + "cast(from_unixtime_nanos(cast(cast(round(to_unixtime(b1_0.updated)*1e6) as bigint)*DECIMAL "
                                + "'1000'+cast(DOUBLE '1.5'*1000000000 as decimal(38,0)) as decimal(38,0))) at time zone 'UTC' as "
                                + "timestamp(6)) from Book b1_0"),
                translated(
                        "select b.updated - b.created, (b.published - b.published) by day from Book b",
                        "select ((cast(round(to_unixtime(b1_0.updated)*1e6) as bigint)-cast(round(to_unixtime(b1_0.created)*1e6) as "
                                + "bigint))*1000),date_diff('day',b1_0.published,b1_0.published) from Book b1_0"),
                translated(
                        "select extract(second from b.updated), extract(day of week from b.published), extract(epoch from b.created),"
                                + " hour(b.readAt), extract(nanosecond from b.updated) from Book b",
                        "select cast(split_part(cast(cast(b1_0.updated as timestamp(6)) as varchar),':',3) as real),"
                                + "(day_of_week(b1_0.published)%7+1),cast(floor(to_unixtime(cast(b1_0.created as timestamp(6)))) as bigint),"
                                + "hour(cast(b1_0.readAt as time(9))),cast(cast(split_part(cast(cast(b1_0.updated as timestamp(6)) as varchar),"
                                + "':',3) as decimal(11,9))*1000000000 as bigint) from Book b1_0"),
                translated(
                        "select current_date, local time, local datetime, instant",
                        "select current_date,cast(cast(localtime as time(9)) as varchar),localtimestamp(6),localtimestamp(6)"),
                translated(
                        "select cast(b.pages as String), cast(b.rating as String), cast(b.title as Boolean), cast(b.pages as Double),"
                                + " cast(b.pages as Float), cast(b.title as LocalTime), cast(b.title as String(5)), cast(b.published as "
                                + "LocalDateTime) from Book b",
                        "select cast(b1_0.pages as varchar),cast(json_format(cast(b1_0.rating as json)) as varchar),"
                                + "cast(case lower(b1_0.title) when 'y' then 'true' when 'n' then 'false' else b1_0.title end as boolean),"
                                + "cast(b1_0.pages as double),cast(b1_0.pages as real),cast(cast(b1_0.title as time(9)) as varchar),"
                                + "cast(b1_0.title as varchar(5)),cast(b1_0.published as timestamp(6)) from Book b1_0"),
                translated(
                        "select locate('a', b.title), locate('a', b.title, 2), left(b.title, 2), right(b.title, 2), repeat(b.title, "
                                + "2), b.title || b.pages, trim(leading 'x' from b.title) from Book b",
                        "select strpos(b1_0.title,'a'),case strpos(substr(b1_0.title,2),'a') when 0 then 0 else "
                                + "strpos(substr(b1_0.title,2),'a')+2-1 end,substr(b1_0.title,1,2),substr(b1_0.title,"
                                + "greatest(length(b1_0.title)-2+1,1)),case when b1_0.title is not null then array_join(repeat(b1_0.title,2),"
                                + "'') end,(b1_0.title||cast(b1_0.pages as varchar)),trim(LEADING 'x' from b1_0.title) from Book b1_0"),
                translated(
                        "select format(b.updated as 'yyyy-MM-dd HH:mm'), format(b.created as 'HH:mm xxx'), format(b.readAt as 'HH') "
                                + "from Book b",
                        "select format_datetime(cast(b1_0.updated as timestamp(6)),'yyyy-MM-dd HH:mm'),"
                                + "format_datetime(with_timezone(cast(b1_0.created as timestamp(6)),'UTC'),'HH:mm ZZ'),"
                                + "format_datetime(cast(cast(b1_0.readAt as time(9)) as timestamp(9)),'HH') from Book b1_0"));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void hqlBecomesSql(String hql, String sql) {
        assertThat(athena.sql(hql)).isEqualTo(sql);
    }

    @Test
    void parametersAreMarkers() {
        assertThat(athena.sql(
                        "select b.title from Book b where b.sold = :sold", query -> query.setParameter("sold", 5L)))
                .isEqualTo("select b1_0.title from Book b1_0 where b1_0.sold=?");
    }

    @Test
    void frameExclusionIsRefused() {
        assertThatThrownBy(
                        () -> athena.sql(
                                "select sum(b.price) over (order by b.title rows between 1 preceding and current row exclude ties) from Book b"))
                .hasStackTraceContaining("Athena has no 'exclude' in window frames");
    }

    @Test
    void collationsAreRefused() {
        assertThatThrownBy(() -> athena.sql("select collate(b.title as x) from Book b"))
                .hasStackTraceContaining("Athena has no collations");
    }
}
