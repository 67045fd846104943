package dev.pallas.local.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SELECT 1;|SELECT|DML",
                "/* c */ select 1 -- d;|SELECT|DML",
                "VALUES (1, 'a;b')|SELECT|DML",
                "TABLE t|SELECT|DML",
                "WITH a AS (SELECT 1) SELECT * FROM a|SELECT|DML",
                "INSERT INTO t VALUES (1)|INSERT|DML",
                "UPDATE t SET a = 1|UPDATE|DML",
                "DELETE FROM t|DELETE|DML",
                "MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN DELETE|MERGE|DML",
                "CREATE TABLE t AS SELECT 1 a|CREATE_TABLE_AS_SELECT|DDL",
                "CREATE TABLE t (a int) LOCATION 's3://b/' TBLPROPERTIES ('table_type'='ICEBERG')|CREATE_TABLE|DDL",
                "CREATE OR REPLACE VIEW v AS SELECT 1 a|CREATE_VIEW|DDL",
                "DROP VIEW v|DROP_VIEW|DDL",
                "DROP TABLE IF EXISTS db.t|DROP_TABLE|DDL",
                "CREATE DATABASE d|CREATE_DATABASE|DDL",
                "SHOW TABLES IN d 'a*'|SHOW_TABLES|UTILITY",
                "SHOW VIEWS|SHOW_VIEWS|UTILITY",
                "SHOW COLUMNS FROM t IN d|SHOW_COLUMNS|UTILITY",
                "SHOW CREATE VIEW v|SHOW_CREATE_VIEW|UTILITY",
                "DESCRIBE FORMATTED t PARTITION (a=1)|DESCRIBE_TABLE|UTILITY",
                "MSCK REPAIR TABLE t|MSCK_REPAIR|DDL",
                "EXPLAIN SELECT 1|EXPLAIN|UTILITY",
                "EXPLAIN ANALYZE VERBOSE SELECT 1|EXPLAIN|UTILITY",
                "UNLOAD (SELECT 1 a) TO 's3://b/' WITH (format='PARQUET')|UNLOAD|DML",
                "PREPARE p FROM SELECT ?|PREPARE|DDL",
                "EXECUTE p USING 1, 'a'|EXECUTE|DML",
                "DEALLOCATE PREPARE p|DEALLOCATE|DDL",
                "SHOW TBLPROPERTIES t|SHOW_TABLE_PROPERTIES|UTILITY",
                "ALTER TABLE t ADD COLUMNS (b int)|ALTER_TABLE_ADD_COLUMN|DDL",
                "ALTER TABLE t REPLACE COLUMNS (b int)|ALTER_TABLE_REPLACE_COLUMN|DDL",
                "ALTER TABLE t CHANGE COLUMN a b int|ALTER_TABLE_CHANGE_COLUMN|DDL",
                "ALTER TABLE t DROP COLUMN a|ALTER_TABLE_DROP_COLUMN|DDL",
                "ALTER TABLE t ADD PARTITION (p='a')|ALTER_TABLE_ADD_PARTITION|DDL",
                "ALTER TABLE t DROP PARTITION (p='a')|ALTER_TABLE_DROP_PARTITION|DDL",
                "ALTER TABLE t PARTITION (p='a') RENAME TO PARTITION (p='b')|ALTER_TABLE_RENAME_PARTITION|DDL",
                "ALTER TABLE t RENAME TO u|ALTER_TABLE_RENAME|DDL",
                "ALTER TABLE t SET LOCATION 's3://b/p/'|ALTER_TABLE_SET_LOCATION|DDL",
                "ALTER TABLE t SET TBLPROPERTIES ('a'='b')|ALTER_TABLE_PROPERTIES|DDL",
                "ALTER TABLE t UNSET TBLPROPERTIES ('a')|ALTER_TABLE_PROPERTIES|DDL"
            })
    void tellsWhatAStatementIs(String sql, StatementKind kind, String type) throws Exception {
        var statement = StatementReader.read(sql);

        assertThat(statement.kind()).isEqualTo(kind);
        assertThat(kind.type()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "START TRANSACTION",
                "COMMIT",
                "SET SESSION a = 1",
                "CALL system.sync()",
                "USE db",
                "GRANT SELECT ON t TO u",
                "TRUNCATE TABLE t",
                "SHOW CATALOGS",
                "SHOW FUNCTIONS",
                "ANALYZE t",
                "COMMENT ON TABLE t IS 'x'",
                "CREATE MATERIALIZED VIEW v AS SELECT 1",
                "EXPLAIN CREATE TABLE t AS SELECT 1"
            })
    void refusesWhatAthenaDoesNotOffer(String sql) {
        assertThatThrownBy(() -> StatementReader.read(sql))
                .isInstanceOf(UnsupportedStatementException.class)
                .hasMessage("Queries of this type are not supported");
    }

    @Test
    void takesOneStatement() {
        assertThatThrownBy(() -> StatementReader.read("SELECT 1; SELECT 2"))
                .isInstanceOf(UnsupportedStatementException.class)
                .hasMessage("Only one sql statement is allowed. Got: SELECT 1; SELECT 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELEC 1|line 1:1: mismatched input 'SELEC'. Expecting: 'ALTER', 'CREATE', 'DEALLOCATE', 'DELETE', 'DESC', 'DESCRIBE', 'DROP',"
                        + " 'EXECUTE', 'EXPLAIN', 'INSERT', 'MERGE', 'PREPARE', 'SHOW', 'UPDATE', <query>",
                "SHOW|line 1:5: mismatched input '<EOF>'. Expecting: 'COLUMNS', 'CREATE', 'SCHEMAS', 'TABLES'",
                "CREATE|line 1:7: mismatched input '<EOF>'. Expecting: 'OR', 'SCHEMA', 'TABLE', 'VIEW'",
                "SELECT * FROM|line 1:14: mismatched input '<EOF>'. Expecting: ",
                "CREATE EXTERNAL TABLE t (date int)|line 1:26: mismatched input 'date'. Expecting: <identifier>",
                "DROP TABLE \"t\"|line 1:12: mismatched input '\"t\"'",
                "CREATE TABLE t (a integer) WITH (format = 'ORC')|line 1:28: mismatched input 'WITH'"
            })
    void blamesTheParserThatCameFurther(String sql, String message) {
        assertThatThrownBy(() -> StatementReader.read(sql))
                .isInstanceOfSatisfying(
                        SqlError.class, error -> assertThat(error.errorName()).isEqualTo("SYNTAX_ERROR"))
                .hasMessageStartingWith(message);
    }

    @Test
    void putsLiteralsInThePlaceOfMarkers() throws Exception {
        var text = QueryText.of("SELECT ?, '?' \"?\" -- ?\nFROM t WHERE a = ? OFFSET ? LIMIT ?");

        assertThat(text.parameterCount()).isEqualTo(4);
        assertThat(text.withParameters(List.of("'it''s'", "-1 -- comment", "2", "3"))
                        .sql())
                .isEqualTo("SELECT 'it''s', '?' \"?\" -- ?\nFROM t WHERE a = -1 OFFSET 2 LIMIT 3");
    }

    @Test
    void takesAWordForAString() throws Exception {
        assertThat(QueryText.of("SELECT ?, ?, ?")
                        .withParameters(List.of("Washington", "current_date", "true"))
                        .sql())
                .isEqualTo("SELECT 'Washington', current_date, true");
    }

    @Test
    void leavesTheQuantifiersOfRowPatternsAlone() throws Exception {
        var text = QueryText.of("SELECT * FROM t MATCH_RECOGNIZE (ORDER BY i PATTERN (A B?) DEFINE B AS B.x > ?)");

        assertThat(text.parameterCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1)", "1, 2", "", "'a", "1 FROM u"})
    void takesOneExpressionForAMarker(String literal) {
        var text = QueryText.of("SELECT ? FROM t");

        assertThatThrownBy(() -> text.withParameters(List.of(literal))).isInstanceOf(SqlError.class);
    }

    @Test
    void countsMarkers() {
        assertThatThrownBy(() -> QueryText.of("SELECT ?").withParameters(List.of("1", "2")))
                .hasMessage("line 1:1: Incorrect number of parameters: expected 1 but found 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM iceberg.db.t|line 1:15: Catalog 'iceberg' does not exist",
                "SELECT 1 WHERE 1 IN (SELECT a FROM \"Iceberg\".db.t)|line 1:36: Catalog 'iceberg' does not exist",
                "INSERT INTO system.runtime.queries VALUES 1|line 1:13: Catalog 'system' does not exist",
                "CREATE VIEW iceberg.db.v AS SELECT 1 a|line 1:13: Catalog 'iceberg' does not exist"
            })
    void knowsRegisteredCatalogsOnly(String sql, String message) {
        var text = QueryText.of(sql);

        assertThatThrownBy(() -> CatalogRules.check(text, Set.of("awsdatacatalog")))
                .isInstanceOfSatisfying(
                        SqlError.class, error -> assertThat(error.errorName()).isEqualTo("CATALOG_NOT_FOUND"))
                .hasMessage(message);
    }

    @Test
    void letsRegisteredCatalogsPass() throws Exception {
        CatalogRules.check(
                QueryText.of("SELECT iceberg.a FROM AwsDataCatalog.db.t iceberg, tpch.tiny.orders"),
                Set.of("awsdatacatalog", "tpch"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 + version()|line 1:12: Function 'version' not registered",
                "SELECT \"$internal$x\"(1)|line 1:8: Function '$internal$x' not registered"
            })
    void knowsAthenasFunctionsOnly(String sql, String message) {
        assertThatThrownBy(() -> CatalogRules.check(QueryText.of(sql), Set.of()))
                .isInstanceOfSatisfying(
                        SqlError.class, error -> assertThat(error.errorName()).isEqualTo("FUNCTION_NOT_FOUND"))
                .hasMessage(message);
    }

    @Test
    void functionsTakeAtMost127Arguments() throws Exception {
        CatalogRules.check(QueryText.of("SELECT f(1" + ", 1".repeat(126) + ")"), Set.of());

        assertThatThrownBy(() -> CatalogRules.check(QueryText.of("SELECT f(1" + ", 1".repeat(127) + ")"), Set.of()))
                .hasMessage("line 1:8: Too many arguments for function call f()");
    }

    @Test
    void bracketsNestToALimit() throws Exception {
        assertThat(StatementReader.read("SELECT " + "(".repeat(100) + "1" + ")".repeat(100))
                        .kind())
                .isEqualTo(StatementKind.SELECT);
        assertThatThrownBy(() -> StatementReader.read("SELECT " + "(".repeat(501) + "1" + ")".repeat(501)))
                .isInstanceOf(SqlError.class)
                .hasMessage("line 1:508: statement is too large (nested too deeply)");
    }

    @Test
    void describesAColumn() throws Exception {
        assertThat(StatementReader.read("DESCRIBE d.t `C`").kind()).isEqualTo(StatementKind.DESCRIBE_TABLE);
        assertThatThrownBy(() -> StatementReader.read("DESCRIBE INPUT p"))
                .isInstanceOf(UnsupportedStatementException.class);
    }
}
