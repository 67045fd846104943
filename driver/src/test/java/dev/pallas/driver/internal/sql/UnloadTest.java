package dev.pallas.driver.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.AthenaType;
import dev.pallas.driver.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnloadTest {

    @Test
    void wrapsTheQueryAndSaysWhatItsColumnsAre() {
        var unload = new Unload(
                "s3://bucket/p/",
                List.of("a", "a", "*/ é"),
                List.of(DataType.parse("integer"), DataType.parse("varchar"), DataType.parse("json")));
        var text = unload.statement("SELECT ? -- it's");

        assertThat(text)
                .startsWith("/* pallas unload s3://bucket/p/;a=integer,a=varchar,%2A/ %C3%A9=json */ UNLOAD (")
                .contains("FROM (\nSELECT ? -- it's\n) AS q (c0, c1, c2))")
                .endsWith(" TO 's3://bucket/p/' WITH (format = 'PARQUET', compression = 'GZIP')");
        assertThat(Unload.parse(text)).contains(unload);
        assertThat(unload.namesInFiles()).containsExactly("c0", "c1", "c2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer | c0 AS c0",
                "decimal(10,2) | c0 AS c0",
                "timestamp(3) | c0 AS c0",
                "timestamp(6) | CAST(c0 AS varchar) AS c0",
                "timestamp(3) with time zone | CAST(c0 AS varchar) AS c0",
                "time(3) | CAST(c0 AS varchar) AS c0",
                "varchar(10) | c0 AS c0",
                "char(3) | CAST(c0 AS varchar) AS c0",
                "uuid | CAST(c0 AS varchar) AS c0",
                "json | json_format(c0) AS c0",
                "array(json) | transform(c0, v0 -> json_format(v0)) AS c0",
                "array(time(3)) | CAST(c0 AS array(varchar)) AS c0",
                "row(a integer, b uuid) | CAST(c0 AS row(f0 integer, f1 varchar)) AS c0",
                "map(varchar, timestamp(6)) | CAST(c0 AS map(varchar, varchar)) AS c0"
            })
    void writesAsTextWhatAFileDoesNotHold(String type, String column) {
        assertThat(new Unload("s3://b/p/", List.of("x"), List.of(DataType.parse(type))).statement("SELECT 1"))
                .contains("UNLOAD (SELECT " + column + " FROM (");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT 1", "", "/* pallas unload", "/* pallas unload x;y */ UNLOAD (SELECT 1) TO 's3://b/'"})
    void aStatementOfOthersIsNotRead(String sql) {
        assertThat(Unload.parse(sql)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT a FROM t ORDER BY a | true",
                "SELECT a FROM t order /* x */ by a LIMIT 1 | true",
                "SELECT a FROM (SELECT a FROM t ORDER BY a) | false",
                "SELECT row_number() OVER (ORDER BY a) FROM t | false",
                "SELECT 'ORDER BY' FROM t -- ORDER BY | false",
                "WITH x AS (SELECT 1 ORDER BY 1) SELECT * FROM x | false"
            })
    void knowsAnOrderOfItsOwn(String sql, boolean ordered) {
        assertThat(Unload.isOrdered(Statement.parse(sql))).isEqualTo(ordered);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"SELECT 1 ; ; -- end | SELECT 1", "SELECT 1 -- end | SELECT 1", "SELECT ';' | SELECT ';'"})
    void leavesOutWhatStandsBehindTheQuery(String sql, String body) {
        assertThat(Unload.body(Statement.parse(sql))).isEqualTo(body);
    }

    @Test
    void someTypesHaveNoForm() {
        assertThat(Unload.isPossible(List.of(DataType.parse("array(row(a interval day to second))"))))
                .isTrue();
        assertThat(Unload.isPossible(List.of(DataType.parse("hyperloglog")))).isFalse();
        assertThat(Unload.isPossible(List.of(new DataType(AthenaType.ARRAY, "array", List.of(), List.of()))))
                .isFalse();
    }
}
