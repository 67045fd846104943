package dev.pallas.local.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementAdditionsTest {
    private static final TableName.Resolved TABLE = new TableName.Resolved("d", "t");

    private static Unload unload(String sql) throws SqlError {
        return (Unload) StatementReader.read(sql);
    }

    @Test
    void unloadKeepsThePlaceOfItsQuery() throws Exception {
        var unload =
                unload("/* é */ UNLOAD (\n SELECT '(' || \")\" -- (\n FROM u) TO 's3://b/it''s' WITH (Format='orc',"
                        + " compression='zlib', partitioned_by=ARRAY['p']); -- end");

        assertThat(unload.sql(TABLE))
                .isEqualTo(
                        "CREATE TABLE awsdatacatalog.\"d\".\"t\" WITH (format = 'ORC', external_location = 's3://b/it''s/',"
                                + " partitioned_by = ARRAY['p']) AS\n                \n SELECT '(' || \")\" -- (\n FROM u");
        assertThat(unload.sessionProperties()).isEqualTo(Map.of("awsdatacatalog.compression_codec", "GZIP"));
        assertThat(unload.location()).isEqualTo("s3://b/it's/");
    }

    @Test
    void unloadTakesParameters() throws Exception {
        var unload = unload("UNLOAD (SELECT ? AS a) TO 's3://b/' WITH (format='TEXTFILE', field_delimiter='|')")
                .withParameters(List.of("'x'"));

        assertThat(unload.sql(TABLE))
                .isEqualTo(
                        "CREATE TABLE awsdatacatalog.\"d\".\"t\" WITH (format = 'TEXTFILE', external_location = 's3://b/',"
                                + " textfile_field_separator = '|') AS\n        SELECT 'x' AS a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "UNLOAD SELECT 1|line 1:8: mismatched input 'SELECT'. Expecting: '('",
                "UNLOAD (SELECT 1|line 1:17: mismatched input '<EOF>'. Expecting: ')'",
                "UNLOAD () TO 's3://b/'|line 1:9: mismatched input ')'. Expecting: <query>",
                "UNLOAD (SELECT 1)|line 1:18: mismatched input '<EOF>'. Expecting: 'TO'",
                "UNLOAD (SELECT 1) TO x|line 1:22: mismatched input 'x'. Expecting: <string>",
                "UNLOAD (SELECT 1) TO 's3://b/' AS|line 1:32: mismatched input 'AS'. Expecting: 'WITH', <EOF>",
                "UNLOAD|line 1:7: mismatched input '<EOF>'. Expecting: '('",
                "UNLOAD (SELECT) TO 's3://b/' WITH (format='ORC')|line 1:15: mismatched input '<EOF>'. Expecting: '*', 'ALL', 'DISTINCT', <expression>"
            })
    void blamesThePlaceThatIsWrong(String sql, String message) {
        assertThatThrownBy(() -> StatementReader.read(sql))
                .isInstanceOfSatisfying(
                        SqlError.class, error -> assertThat(error.errorName()).isEqualTo("SYNTAX_ERROR"))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "compression='GZIP'|The property 'format' is required for UNLOAD",
                "format='CSV'|Invalid value for format: 'CSV'. Valid values are: AVRO, JSON, ORC, PARQUET, TEXTFILE",
                "format='JSON', field_delimiter=','|field_delimiter is supported for TEXTFILE only",
                "format='JSON', nope=1|Catalog 'awsdatacatalog' table property 'nope' does not exist",
                "format='PARQUET', compression_level=4|compression_level is supported for ZSTD compression only",
                "format='PARQUET', compression='ZSTD', compression_level=23|compression_level must be from 0 to 22"
            })
    void refusesPropertiesItDoesNotKnow(String properties, String message) throws Exception {
        var unload = unload("UNLOAD (SELECT 1 a) TO 's3://b/' WITH (" + properties + ")");

        assertThatThrownBy(() -> unload.sql(TABLE))
                .isInstanceOfSatisfying(
                        SqlError.class, error -> assertThat(error.errorName()).isEqualTo("INVALID_TABLE_PROPERTY"))
                .hasMessage(message);
    }

    @Test
    void executeImmediateHasItsStatementInAString() throws Exception {
        assertThat(StatementReader.read("EXECUTE IMMEDIATE 'SELECT ''a'', ?' USING 1 + 2, 'b''c'"))
                .isEqualTo(new AthenaStatement.ExecuteImmediate("SELECT 'a', ?", List.of("1 + 2", "'b''c'")));
        assertThat(StatementReader.read("EXECUTE IMMEDIATE 'SELECT 1'"))
                .isEqualTo(new AthenaStatement.ExecuteImmediate("SELECT 1", List.of()));
        assertThat(StatementReader.read("EXECUTE immediate USING 1"))
                .isEqualTo(new AthenaStatement.Execute("immediate", List.of("1")));
    }

    @Test
    void anUnloadCanBePrepared() throws Exception {
        assertThat(StatementReader.read("PREPARE \"P\" FROM UNLOAD (SELECT 1 a) TO 's3://b/' ;"))
                .isEqualTo(new AthenaStatement.Prepare("p", "UNLOAD (SELECT 1 a) TO 's3://b/'"));
    }

    @Test
    void otherStatementsTakeNoParameters() throws Exception {
        var statement = StatementReader.read("DELETE FROM t WHERE a = ?");

        assertThatThrownBy(() -> statement.withParameters(List.of("1")))
                .hasMessageStartingWith(
                        "Execution parameters are supported for SELECT, INSERT INTO, CREATE TABLE AS SELECT");
    }
}
