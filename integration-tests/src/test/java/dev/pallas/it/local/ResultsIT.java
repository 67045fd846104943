package dev.pallas.it.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.ColumnNullable;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryResultType;
import software.amazon.awssdk.services.athena.model.StatementType;

/** What a query leaves: columns, rows, bytes in S3. */
class ResultsIT {
    @Test
    void columnsAndValuesOfEveryType() {
        var execution = Athena.succeed("""
                SELECT true b, CAST(1 AS tinyint) ti, CAST(2 AS smallint) si, 3 i, 4000000000 bi, REAL '1.5' f, 1.5 d, nan() n,
                  DECIMAL '1.50' dec, 'x' vc, CAST('x' AS varchar) v, CAST('ab' AS char(3)) c, X'313233' bin, DATE '2020-01-31' dt,
                  TIME '10:11:12.123' t, TIMESTAMP '2020-01-31 10:11:12.123' ts, TIMESTAMP '2020-01-31 10:11:12.123 Europe/Berlin' tz,
                  ARRAY[1, NULL] a, MAP(ARRAY['k1'], ARRAY['v1']) m, CAST(ROW(1, 'x') AS ROW(a integer, b varchar)) r, ROW(1, 'x') u,
                  JSON '{"a":1}' j, CAST(NULL AS integer) nul, '' e, 1 AS "UPPER"
                """, "default");

        assertThat(Athena.columns(execution))
                .containsExactly(
                        "b boolean(0,0)",
                        "ti tinyint(3,0)",
                        "si smallint(5,0)",
                        "i integer(10,0)",
                        "bi bigint(19,0)",
                        "f float(17,0)",
                        "d double(17,0)",
                        "n double(17,0)",
                        "dec decimal(3,2)",
                        "vc varchar(1,0)",
                        "v varchar(2147483647,0)",
                        "c char(3,0)",
                        "bin varbinary(1073741824,0)",
                        "dt date(0,0)",
                        "t time(3,0)",
                        "ts timestamp(3,0)",
                        "tz timestamp with time zone(3,0)",
                        "a array(0,0)",
                        "m map(0,0)",
                        "r row(0,0)",
                        "u row(0,0)",
                        "j json(0,0)",
                        "nul integer(10,0)",
                        "e varchar(0,0)",
                        "upper integer(10,0)");
        var results = Athena.results(execution).resultSet();
        assertThat(results.resultSetMetadata().columnInfo()).allSatisfy(column -> {
            assertThat(column.nullable()).isEqualTo(ColumnNullable.UNKNOWN);
            assertThat(column.catalogName()).isEqualTo("hive");
            assertThat(column.label()).isEqualTo(column.name());
        });
        var expected = Arrays.asList(
                "true",
                "1",
                "2",
                "3",
                "4000000000",
                "1.5",
                "1.5",
                "NaN",
                "1.50",
                "x",
                "x",
                "ab ",
                "31 32 33",
                "2020-01-31",
                "10:11:12.123",
                "2020-01-31 10:11:12.123",
                "2020-01-31 10:11:12.123 Europe/Berlin",
                "[1, null]",
                "{k1=v1}",
                "{a=1, b=x}",
                "{1, x}",
                "{\"a\":1}",
                null,
                "",
                "1");
        assertThat(Athena.values(results.rows()).get(1)).isEqualTo(expected);
    }

    @Test
    void theCsvObjectByteForByte() {
        var execution = Athena.succeed(
                "SELECT * FROM (VALUES (1, 'a\"b,c'), (2, CAST(NULL AS varchar)), (3, ''), (4, 'line' || chr(10) || 'feed')) AS t(Id, Txt)"
                        + " ORDER BY 1",
                "default");

        var location = execution.resultConfiguration().outputLocation();
        assertThat(location).isEqualTo(Athena.OUTPUT + execution.queryExecutionId() + ".csv");
        assertThat(new String(Athena.object(location), UTF_8))
                .isEqualTo("\"id\",\"txt\"\n\"1\",\"a\"\"b,c\"\n\"2\",\n\"3\",\"\"\n\"4\",\"line\nfeed\"\n");
        assertThat(Athena.object(location + ".metadata")).isNotEmpty();
        assertThat(execution.statementType()).isEqualTo(StatementType.DML);
        assertThat(execution.substatementType()).isEqualTo("SELECT");
        assertThat(Athena.values(Athena.results(execution).resultSet().rows()))
                .containsExactly(
                        List.of("id", "txt"),
                        List.of("1", "a\"b,c"),
                        Arrays.asList("2", null),
                        List.of("3", ""),
                        List.of("4", "line\nfeed"));
    }

    @Test
    void aRowWhoseOnlyColumnIsNullIsARow() {
        var execution = Athena.succeed("SELECT CAST(NULL AS varchar) x", "default");

        assertThat(new String(Athena.object(execution.resultConfiguration().outputLocation()), UTF_8))
                .isEqualTo("\"x\"\n\n");
        assertThat(Athena.values(Athena.results(execution).resultSet().rows()))
                .containsExactly(List.of("x"), Arrays.asList((String) null));
    }

    @Test
    void pagesHoldAThousandRowsAtMost() {
        var execution = Athena.succeed("SELECT x FROM UNNEST(sequence(1, 2500)) AS t(x) ORDER BY x", "default");

        var sizes = new ArrayList<Integer>();
        var values = new ArrayList<String>();
        String token = null;
        do {
            var next = token;
            var page = Athena.api()
                    .getQueryResults(request -> request.queryExecutionId(execution.queryExecutionId())
                            .nextToken(next))
                    .join();
            sizes.add(page.resultSet().rows().size());
            page.resultSet().rows().forEach(row -> values.add(row.data().get(0).varCharValue()));
            assertThat(page.resultSet().resultSetMetadata().columnInfo()).hasSize(1);
            token = page.nextToken();
        } while (token != null);

        assertThat(sizes).containsExactly(1000, 1000, 501);
        assertThat(values).hasSize(2501).startsWith("x", "1", "2").endsWith("2499", "2500");
    }

    @Test
    void oneRowOfASelectIsItsHeader() {
        var execution = Athena.succeed("SELECT 5 AS five", "default");

        var page = Athena.api()
                .getQueryResults(request ->
                        request.queryExecutionId(execution.queryExecutionId()).maxResults(1))
                .join();

        assertThat(Athena.values(page.resultSet().rows())).containsExactly(List.of("five"));
        assertThat(page.nextToken()).isNotNull();
    }

    @Test
    void anEmptyResultIsItsHeader() {
        var execution = Athena.succeed("SELECT 1 AS a WHERE false", "default");

        assertThat(Athena.values(Athena.results(execution).resultSet().rows())).containsExactly(List.of("a"));
        assertThat(new String(Athena.object(execution.resultConfiguration().outputLocation()), UTF_8))
                .isEqualTo("\"a\"\n");
    }

    @Test
    void aTokenIsTakenBackOnlyAsItWasGivenOut() {
        var five = Athena.succeed("SELECT x FROM UNNEST(sequence(1, 5)) AS t(x)", "default");
        var other = Athena.succeed("SELECT x FROM UNNEST(sequence(10, 50)) AS t(x)", "default");
        var token = page(five, null, 2).nextToken();

        assertThat(Athena.values(page(five, token, 2).resultSet().rows())).containsExactly(List.of("2"), List.of("3"));
        for (var bad : List.of("x", token + "A", token.substring(0, 20) + token.substring(24))) {
            assertThatThrownBy(() -> page(five, bad, 2))
                    .hasCauseInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("Malformed nextPageToken");
        }
        assertThatThrownBy(() -> page(other, token, 2)).hasCauseInstanceOf(InvalidRequestException.class);
    }

    private static GetQueryResultsResponse page(QueryExecution execution, String token, int size) {
        return Athena.api()
                .getQueryResults(request -> request.queryExecutionId(execution.queryExecutionId())
                        .nextToken(token)
                        .maxResults(size))
                .join();
    }

    @Test
    void aPageOfLargeValuesEndsEarly() {
        // a megabyte each
        var execution = Athena.succeed(
                "SELECT x, array_join(repeat(array_join(repeat('0123456789', 1000), ''), 90), '') AS large"
                        + " FROM UNNEST(sequence(1, 25)) AS t(x) ORDER BY x",
                "default");

        var rows = new ArrayList<String>();
        var pages = 0;
        for (var page = page(execution, null, 1000); ; page = page(execution, page.nextToken(), 1000)) {
            pages++;
            page.resultSet().rows().forEach(row -> rows.add(row.data().get(0).varCharValue()));
            assertThat(page.resultSet().rows()).hasSizeLessThan(12);
            if (page.nextToken() == null) {
                break;
            }
        }
        assertThat(pages).isEqualTo(3);
        assertThat(rows).hasSize(26).startsWith("x", "1", "2").endsWith("25");
    }

    @Test
    void aManifestIsPagedAsRows() {
        Athena.createDatabase("results_manifest");
        var execution = Athena.succeed("CREATE TABLE t AS SELECT 1 AS a", "results_manifest");
        var select = Athena.succeed("SELECT 1", "default");

        var manifest = Athena.api()
                .getQueryResults(request -> request.queryExecutionId(execution.queryExecutionId())
                        .queryResultType(QueryResultType.DATA_MANIFEST))
                .join();

        assertThat(Athena.values(manifest.resultSet().rows()))
                .hasSize(1)
                .allSatisfy(row -> assertThat(row).singleElement().asString().startsWith("s3://"));
        assertThatThrownBy(() -> Athena.api()
                        .getQueryResults(request -> request.queryExecutionId(select.queryExecutionId())
                                .queryResultType(QueryResultType.DATA_MANIFEST))
                        .join())
                .hasCauseInstanceOf(InvalidRequestException.class);
    }

    @Test
    void whatWritesLeavesItsMetadataAndNoRows() {
        Athena.createDatabase("results_writes");
        var create = Athena.succeed(
                "CREATE TABLE t WITH (table_type = 'ICEBERG', is_external = false, location = '"
                        + Athena.location("results_writes_t") + "') AS SELECT 1 AS a",
                "results_writes");
        var insert = Athena.succeed("INSERT INTO t VALUES 2", "results_writes");
        var update = Athena.succeed("UPDATE t SET a = 3 WHERE a = 4", "results_writes");

        assertThat(create.resultConfiguration().outputLocation())
                .isEqualTo(Athena.OUTPUT + "tables/" + create.queryExecutionId());
        assertThat(insert.resultConfiguration().outputLocation()).isEqualTo(Athena.OUTPUT + insert.queryExecutionId());
        assertThat(update.resultConfiguration().outputLocation())
                .isEqualTo(Athena.OUTPUT + update.queryExecutionId() + ".csv");
        assertThat(Athena.keys(Athena.OUTPUT + update.queryExecutionId()))
                .singleElement()
                .asString()
                .endsWith(update.queryExecutionId() + ".csv.metadata");
        for (var execution : List.of(create, insert, update)) {
            assertThat(Athena.object(execution.resultConfiguration().outputLocation() + ".metadata"))
                    .isNotEmpty();
        }
    }

    @Test
    void aFailureLeavesNoObject() {
        var execution = Athena.run(
                "SELECT 10 / (50000 - x) FROM (SELECT 1000 * a + b AS x FROM UNNEST(sequence(0, 99)) AS t(a)"
                        + " CROSS JOIN UNNEST(sequence(0, 999)) AS u(b))",
                "default");

        assertThat(execution.status().stateChangeReason()).isEqualTo("DIVISION_BY_ZERO: Division by zero");
        assertThat(Athena.keys(Athena.OUTPUT + execution.queryExecutionId())).isEmpty();
    }

    @Test
    void aQueryThatIsTooLargeFailsAndNothingElse() {
        var execution = Athena.run(
                "SELECT cardinality(array_agg(l.comment || CAST(x AS varchar))) FROM tpch.sf1.lineitem l"
                        + " CROSS JOIN UNNEST(sequence(1, 100)) AS t(x)",
                "default");

        assertThat(execution.status().stateChangeReason()).startsWith("Query exhausted resources at this scale factor");
        assertThat(execution.status().athenaError().errorCategory()).isEqualTo(1);
        assertThat(Athena.rows("SELECT 1", "default")).containsExactly(List.of("1"));
    }

    @Test
    void statisticsAddUp() {
        Athena.createDatabase("results_statistics");
        Athena.succeed(
                "CREATE TABLE t WITH (format = 'PARQUET') AS SELECT orderkey, comment FROM tpch.tiny.orders",
                "results_statistics");

        var all = Athena.succeed("SELECT count(comment), count(orderkey) FROM t", "results_statistics");
        var one = Athena.succeed("SELECT sum(orderkey) FROM t", "results_statistics");
        var none = Athena.succeed("VALUES 1, 2", "results_statistics");

        assertThat(one.statistics().dataScannedInBytes())
                .isPositive()
                .isLessThan(all.statistics().dataScannedInBytes() / 2);
        assertThat(none.statistics().dataScannedInBytes()).isZero();
        for (var execution : List.of(all, one, none)) {
            var statistics = execution.statistics();
            assertThat(statistics.engineExecutionTimeInMillis()).isPositive();
            assertThat(statistics.queryQueueTimeInMillis()).isPositive();
            assertThat(statistics.queryPlanningTimeInMillis()).isBetween(0L, statistics.engineExecutionTimeInMillis());
            assertThat(statistics.queryQueueTimeInMillis()
                            + statistics.servicePreProcessingTimeInMillis()
                            + statistics.engineExecutionTimeInMillis()
                            + statistics.serviceProcessingTimeInMillis())
                    .isEqualTo(statistics.totalExecutionTimeInMillis());
        }
        var rows = Athena.api()
                .getQueryRuntimeStatistics(request -> request.queryExecutionId(all.queryExecutionId()))
                .join()
                .queryRuntimeStatistics()
                .rows();
        assertThat(rows.inputRows()).isEqualTo(15000);
        assertThat(rows.inputBytes()).isEqualTo(all.statistics().dataScannedInBytes());
        assertThat(rows.outputRows()).isEqualTo(1);
        assertThat(rows.outputBytes()).isPositive();
    }

    @Test
    void ddlLeavesAnEmptyObjectAndNoColumns() {
        var execution = Athena.succeed("CREATE DATABASE IF NOT EXISTS results_it", "default");

        assertThat(execution.resultConfiguration().outputLocation())
                .isEqualTo(Athena.OUTPUT + execution.queryExecutionId() + ".txt");
        assertThat(Athena.object(execution.resultConfiguration().outputLocation()))
                .isEmpty();
        assertThat(Athena.columns(execution)).isEmpty();
        assertThat(Athena.results(execution).resultSet().rows()).isEmpty();
        assertThat(execution.statementType()).isEqualTo(StatementType.DDL);
    }

    @Test
    void showHasNoHeader() {
        Athena.createDatabase("results_show");
        Athena.succeed("CREATE TABLE t AS SELECT 1 a, 2 a_name_longer_than_twenty", "results_show");
        var execution = Athena.succeed("SHOW COLUMNS IN t", "results_show");

        assertThat(Athena.columns(execution)).containsExactly("field string(0,0)");
        assertThat(Athena.values(Athena.results(execution).resultSet().rows()))
                .containsExactly(List.of("a                   "), List.of("a_name_longer_than_twenty"));
        assertThat(new String(Athena.object(execution.resultConfiguration().outputLocation()), UTF_8))
                .isEqualTo("a                   \na_name_longer_than_twenty\n");
    }

    @Test
    void aPlanNamesNothingOfTheInside() {
        Athena.createDatabase("results_plan");
        Athena.succeed(
                "CREATE TABLE t (a int) LOCATION '" + Athena.location("results_plan_t")
                        + "' TBLPROPERTIES ('table_type'='ICEBERG')",
                "results_plan");

        var plan = Athena.rows("EXPLAIN SELECT a FROM t", "results_plan").get(0).get(0);

        assertThat(plan)
                .contains("awsdatacatalog:results_plan.t")
                .doesNotContain("iceberg:")
                .doesNotContain("version");
    }
}
