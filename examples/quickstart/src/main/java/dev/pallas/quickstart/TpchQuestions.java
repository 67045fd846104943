package dev.pallas.quickstart;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What every face is asked of the TPC-H tables. */
final class TpchQuestions {
    private TpchQuestions() {}

    static final String CUSTOMER_42 =
            "SELECT custkey, name, address, phone, acctbal, mktsegment FROM customer WHERE custkey = 42";

    static final String ORDERS_OF_CUSTOMER_1 = """
            SELECT n.name, o.orderkey, o.totalprice, o.orderdate
            FROM customer c JOIN nation n ON n.nationkey = c.nationkey JOIN orders o ON o.custkey = c.custkey
            WHERE c.custkey = 1 ORDER BY o.orderkey""";

    static final String ORDERS_OF_CUSTOMERS_1_TO_20 = """
            SELECT c.custkey, c.name, o.orderkey, o.orderstatus
            FROM customer c JOIN orders o ON o.custkey = c.custkey
            WHERE c.custkey BETWEEN 1 AND 20 ORDER BY c.custkey, o.orderkey""";

    /** Athena's own SQL, through {@code createNativeQuery}: a lambda has no place in HQL. */
    static final String NATIVE = """
            SELECT r.name, reduce(array_agg(n.nationkey ORDER BY n.nationkey), BIGINT '0', (s, x) -> s + x, s -> s)
            FROM nation n JOIN region r ON r.regionkey = n.regionkey
            GROUP BY r.name ORDER BY r.name""";

    static final List<Question> ALL = List.of(
            Question.of("join", """
                    select o.id, c.name, n.name
                    from Order o join o.customer c join c.nation n
                    where o.totalPrice > :price
                    order by o.id""", Map.of("price", 380_000.0), """
                    SELECT o.orderkey, c.name, n.name
                    FROM orders o JOIN customer c ON c.custkey = o.custkey JOIN nation n ON n.nationkey = c.nationkey
                    WHERE o.totalprice > 380000 ORDER BY o.orderkey"""),
            Question.of("group by, having, order by", """
                    select c.marketSegment, count(o), max(o.orderDate), avg(o.totalPrice)
                    from Order o join o.customer c
                    group by c.marketSegment
                    having count(o) > :least
                    order by count(o) desc, c.marketSegment""", Map.of("least", 2_900L), """
                    SELECT c.mktsegment, count(*), max(o.orderdate), avg(o.totalprice)
                    FROM orders o JOIN customer c ON c.custkey = o.custkey
                    GROUP BY c.mktsegment HAVING count(*) > 2900 ORDER BY 2 DESC, 1"""),
            new Question(
                    "limit and offset",
                    "select o.id, o.orderDate, o.priority from Order o order by o.orderDate desc, o.id",
                    Map.of(),
                    200,
                    25,
                    """
                    SELECT orderkey, orderdate, orderpriority FROM orders
                    ORDER BY orderdate DESC, orderkey OFFSET 200 LIMIT 25"""),
            Question.of(
                    "all rows of a table",
                    "select c.id, c.name, c.phone, c.accountBalance, c.nation.id from Customer c order by c.id",
                    Map.of(),
                    "SELECT custkey, name, phone, acctbal, nationkey FROM customer ORDER BY custkey"),
            Question.of("subquery and functions", """
                    select upper(substring(c.name, 1, 8)), length(c.address), extract(year from max(o.orderDate)),
                           coalesce(cast(sum(case when o.status = 'F' then 1 else 0 end) as Long), 0L)
                    from Customer c left join c.orders o
                    where c.id in (select x.customer.id from Order x where x.totalPrice > :price)
                    group by c.id, c.name, c.address
                    order by c.id""", Map.of("price", new BigDecimal("390000.50")), """
                    SELECT upper(substr(c.name, 1, 8)), length(c.address), year(max(o.orderdate)),
                           sum(CASE WHEN o.orderstatus = 'F' THEN 1 ELSE 0 END)
                    FROM customer c LEFT JOIN orders o ON o.custkey = c.custkey
                    WHERE c.custkey IN (SELECT custkey FROM orders WHERE totalprice > 390000.5)
                    GROUP BY c.custkey, c.name, c.address ORDER BY c.custkey"""),
            Question.of(
                    "window function",
                    """
                    select o.id, o.priority, o.totalPrice,
                           rank() over (partition by o.priority order by o.totalPrice desc),
                           sum(o.totalPrice) over (partition by o.priority order by o.totalPrice, o.id
                                                   rows between unbounded preceding and current row)
                    from Order o
                    where o.orderDate between :first and :last
                    order by o.id""",
                    Map.of("first", LocalDate.of(1995, 3, 1), "last", LocalDate.of(1995, 3, 31)),
                    """
                    SELECT orderkey, orderpriority, totalprice,
                           rank() OVER (PARTITION BY orderpriority ORDER BY totalprice DESC),
                           sum(totalprice) OVER (PARTITION BY orderpriority ORDER BY totalprice, orderkey
                                                 ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
                    FROM orders WHERE orderdate BETWEEN DATE '1995-03-01' AND DATE '1995-03-31' ORDER BY orderkey"""),
            Question.of(
                    "TPC-H Q1", """
                    select l.returnFlag, l.lineStatus, sum(l.quantity), sum(l.extendedPrice),
                           sum(l.extendedPrice * (1 - l.discount)),
                           sum(l.extendedPrice * (1 - l.discount) * (1 + l.tax)),
                           avg(l.quantity), avg(l.extendedPrice), avg(l.discount), count(*)
                    from LineItem l
                    where l.shipDate <= :last
                    group by l.returnFlag, l.lineStatus
                    order by l.returnFlag, l.lineStatus""", Map.of("last", LocalDate.of(1998, 12, 1).minusDays(90)), """
                    SELECT returnflag, linestatus, sum(quantity), sum(extendedprice),
                           sum(extendedprice * (1 - discount)), sum(extendedprice * (1 - discount) * (1 + tax)),
                           avg(quantity), avg(extendedprice), avg(discount), count(*)
                    FROM lineitem WHERE shipdate <= DATE '1998-12-01' - INTERVAL '90' DAY
                    GROUP BY returnflag, linestatus ORDER BY returnflag, linestatus"""),
            Question.of("TPC-H Q3", """
                    select o.id, sum(l.extendedPrice * (1 - l.discount)), o.orderDate, o.shipPriority
                    from Customer c join c.orders o join o.lineItems l
                    where c.marketSegment = :segment and o.orderDate < :date and l.shipDate > :date
                    group by o.id, o.orderDate, o.shipPriority
                    order by sum(l.extendedPrice * (1 - l.discount)) desc, o.orderDate
                    limit 10""", Map.of("segment", "BUILDING", "date", LocalDate.of(1995, 3, 15)), """
                    SELECT l.orderkey, sum(l.extendedprice * (1 - l.discount)) revenue, o.orderdate, o.shippriority
                    FROM customer c, orders o, lineitem l
                    WHERE c.mktsegment = 'BUILDING' AND c.custkey = o.custkey AND l.orderkey = o.orderkey
                      AND o.orderdate < DATE '1995-03-15' AND l.shipdate > DATE '1995-03-15'
                    GROUP BY l.orderkey, o.orderdate, o.shippriority ORDER BY revenue DESC, o.orderdate LIMIT 10"""),
            Question.of(
                    "TPC-H Q6", """
                    select sum(l.extendedPrice * l.discount)
                    from LineItem l
                    where l.shipDate >= :first and l.shipDate < :end
                      and l.discount between 0.05 and 0.07 and l.quantity < 24""", Map.of("first", LocalDate.of(1994, 1, 1), "end", LocalDate.of(1995, 1, 1)), """
                    SELECT sum(extendedprice * discount) FROM lineitem
                    WHERE shipdate >= DATE '1994-01-01' AND shipdate < DATE '1995-01-01'
                      AND discount BETWEEN 5E-2 AND 7E-2 AND quantity < 24"""));

    /** The orders that are copied into the archive. */
    static final Question ORDERS_TO_ARCHIVE = new Question(
            "read 1,001 orders to archive",
            "select o.id, o.status, o.totalPrice, o.orderDate, o.priority, o.clerk from Order o order by o.id",
            Map.of(),
            0,
            ArchiveQuestions.ARCHIVED,
            "SELECT orderkey, orderstatus, totalprice, orderdate, orderpriority, clerk FROM orders ORDER BY orderkey LIMIT "
                    + ArchiveQuestions.ARCHIVED);
}
