package dev.pallas.it.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements of both languages, end to end. */
class StatementsIT {
    private static final String DB = "statements_it";

    @BeforeAll
    static void createDatabase() {
        Athena.createDatabase(DB);
        Athena.succeed(
                "CREATE TABLE shared (id bigint, name string) LOCATION '" + Athena.location("st_shared")
                        + "' TBLPROPERTIES ('table_type'='ICEBERG')",
                DB);
    }

    @Test
    void anIcebergTableFromCreateToDrop() {
        var location = Athena.location("st_ice");
        Athena.succeed(
                "CREATE TABLE IF NOT EXISTS ice (id bigint COMMENT 'key', price decimal(10,2), f float, ts timestamp, tags array<string>,"
                        + " m map<string,int>, r struct<a:int,b:string>, bin binary) PARTITIONED BY (day(ts), bucket(4, id)) LOCATION '"
                        + location
                        + "' TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')",
                DB);
        var insert = Athena.succeed(
                "INSERT INTO ice VALUES (1, 1.2345, 1.5, TIMESTAMP '2024-01-01 01:02:03.123456', ARRAY['x', 'y'],"
                        + " MAP(ARRAY['k'], ARRAY[1]), ROW(1, 'x'), X'cafe'), (2, -7, 2, NULL, NULL, NULL, NULL, NULL)",
                DB);
        assertThat(Athena.results(insert).updateCount()).isEqualTo(2);
        assertThat(Athena.results(insert).resultSet().rows()).isEmpty();

        assertThat(Athena.rows("SELECT * FROM ice ORDER BY id", DB))
                .containsExactly(
                        List.of(
                                "1",
                                "1.23",
                                "1.5",
                                "2024-01-01 01:02:03.123456",
                                "[x, y]",
                                "{k=1}",
                                "{a=1, b=x}",
                                "ca fe"),
                        Arrays.asList("2", "-7.00", "2.0", null, null, null, null, null));

        assertThat(count("UPDATE ice SET price = DECIMAL '3.50' WHERE id = 2")).isEqualTo(1);
        assertThat(
                        count(
                                "MERGE INTO ice t USING (VALUES (2, DECIMAL '4.00'), (3, DECIMAL '5.00')) s(id, price) ON t.id = s.id"
                                        + " WHEN MATCHED THEN UPDATE SET price = s.price WHEN NOT MATCHED THEN INSERT (id, price) VALUES (s.id, s.price)"))
                .isEqualTo(2);
        assertThat(count("DELETE FROM ice WHERE id = 1")).isEqualTo(1);
        assertThat(Athena.rows("SELECT id, price FROM ice ORDER BY id", DB))
                .containsExactly(List.of("2", "4.00"), List.of("3", "5.00"));
        assertThat(Athena.rows("SELECT count(*) FROM \"ice$history\"", DB)).containsExactly(List.of("4"));

        Athena.succeed("ALTER TABLE ice ADD COLUMNS (n int COMMENT 'new', gone string)", DB);
        Athena.succeed("ALTER TABLE ice CHANGE COLUMN n nn bigint", DB);
        Athena.succeed("ALTER TABLE ice DROP COLUMN gone", DB);
        Athena.succeed("OPTIMIZE ice REWRITE DATA USING BIN_PACK", DB);
        Athena.succeed("VACUUM ice", DB);
        assertThat(Athena.lines("SHOW CREATE TABLE ice", DB))
                .startsWith("CREATE TABLE statements_it.ice (", "  id bigint COMMENT 'key',")
                .contains(
                        "  nn bigint COMMENT 'new')",
                        "PARTITIONED BY (day(ts), bucket(4, id))",
                        "LOCATION '" + location.substring(0, location.length() - 1) + "'");
        Athena.succeed("ALTER TABLE ice RENAME TO ice2", DB);
        assertThat(Athena.rows("SELECT nn FROM ice2", DB))
                .containsExactly(Arrays.asList((String) null), Arrays.asList((String) null));

        assertThat(Athena.keys(location)).isNotEmpty();
        Athena.succeed("DROP TABLE ice2", DB);
        assertThat(Athena.keys(location)).isEmpty();
        assertThat(Athena.failure("SELECT * FROM ice2", DB))
                .isEqualTo(
                        "FAILED TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.statements_it.ice2' does not exist");
    }

    private static long count(String sql) {
        return Athena.results(Athena.succeed(sql, DB)).updateCount();
    }

    @Test
    void tablesFromQueries() {
        var execution = Athena.succeed(
                "CREATE TABLE orders WITH (external_location='" + Athena.location("st_orders")
                        + "') AS SELECT * FROM \"tpch\".\"tiny\".\"orders\"",
                DB);
        assertThat(Athena.columns(execution)).containsExactly("rows bigint(19,0)");
        assertThat(Athena.results(execution).updateCount()).isEqualTo(15000);
        assertThat(Athena.results(execution).resultSet().rows()).isEmpty();
        assertThat(execution.substatementType()).isEqualTo("CREATE_TABLE_AS_SELECT");
        assertThat(Athena.rows("SELECT count(*) FROM orders", DB)).containsExactly(List.of("15000"));

        Athena.succeed(
                "CREATE TABLE p WITH (format='ORC', write_compression='SNAPPY', partitioned_by=ARRAY['y']) AS"
                        + " SELECT 1 id, 2024 y UNION ALL SELECT 2, 2025",
                DB);
        assertThat(Athena.lines("SHOW PARTITIONS p", DB)).containsExactly("y=2024", "y=2025");
        assertThat(Athena.rows("SELECT id FROM p WHERE y = 2025", DB)).containsExactly(List.of("2"));

        Athena.succeed(
                "CREATE TABLE oi WITH (table_type='ICEBERG', is_external=false, location='" + Athena.location("st_oi")
                        + "', partitioning=ARRAY['truncate(status, 1)']) AS SELECT orderkey, orderstatus status FROM tpch.tiny.orders",
                DB);
        assertThat(count("DELETE FROM oi WHERE status = 'O'")).isEqualTo(7333);

        assertThat(Athena.failure("CREATE TABLE orders AS SELECT 1 a", DB))
                .startsWith(
                        "FAILED TABLE_ALREADY_EXISTS: line 1:1: Destination table 'awsdatacatalog.statements_it.orders' already exists. ");
        assertThat(Athena.failure(
                        "CREATE TABLE other WITH (external_location='" + Athena.location("st_orders")
                                + "') AS SELECT 1 a",
                        DB))
                .startsWith(
                        "FAILED HIVE_PATH_ALREADY_EXISTS: Target directory for table 'statements_it.other' already exists: s3://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PARQUET", "ORC", "AVRO", "TEXTFILE", "JSON", "SEQUENCEFILE", "RCFILE"})
    void hiveTablesOfEveryFormat(String format) {
        var table = "h_" + format;
        Athena.succeed(
                "CREATE EXTERNAL TABLE " + table
                        + " (id int, name string, ts timestamp, dec decimal(12,3), f float, bin binary, arr array<int>,"
                        + " m map<string,int>, s struct<a:int,b:string>) STORED AS " + format + " LOCATION '"
                        + Athena.location("st_" + table) + "'",
                DB);
        Athena.succeed(
                "INSERT INTO " + table
                        + " VALUES (1, 'x', TIMESTAMP '2024-01-01 01:02:03.123', 1.5, 2.5, X'313233', ARRAY[1, 2],"
                        + " MAP(ARRAY['k'], ARRAY[1]), ROW(1, 'z'))",
                DB);

        assertThat(Athena.rows("SELECT * FROM " + table, DB))
                .containsExactly(List.of(
                        "1",
                        "x",
                        "2024-01-01 01:02:03.123",
                        "1.500",
                        "2.5",
                        "31 32 33",
                        "[1, 2]",
                        "{k=1}",
                        "{a=1, b=z}"));
        assertThat(Athena.failure("UPDATE " + table + " SET id = 2", DB))
                .isEqualTo(
                        "FAILED NOT_SUPPORTED: Modifying Hive table rows is only supported for transactional tables");
    }

    @Test
    void textWithDelimiters() {
        Athena.put(Athena.location("st_text") + "a.tsv", "1\talice\ta\u0002b\n2\t\\N\t\n");
        Athena.succeed(
                "CREATE EXTERNAL TABLE text (id int, name string, tags array<string>) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t'"
                        + " COLLECTION ITEMS TERMINATED BY '\\002' LINES TERMINATED BY '\\n' LOCATION '"
                        + Athena.location("st_text") + "'",
                DB);

        assertThat(Athena.rows("SELECT id, name, tags FROM text ORDER BY id", DB)
                        .get(0))
                .containsExactly("1", "alice", "[a, b]");
        assertThat(Athena.rows("SELECT name FROM text WHERE id = 2", DB)).containsExactly(Arrays.asList((String) null));
    }

    @Test
    void csvAndJsonSerdes() {
        Athena.put(Athena.location("st_csv") + "a.csv", "\"1\",\"a,b\"\n2,c\n");
        Athena.succeed(
                "CREATE EXTERNAL TABLE csv (id string, v string) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' LOCATION '"
                        + Athena.location("st_csv") + "'",
                DB);
        Athena.put(Athena.location("st_json") + "a.json", "{\"id\":1,\"s\":{\"a\":[1,2]}}\n");
        Athena.succeed(
                "CREATE EXTERNAL TABLE json (id int, s struct<a:array<int>>) ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe' LOCATION '"
                        + Athena.location("st_json") + "'",
                DB);

        assertThat(Athena.rows("SELECT * FROM csv ORDER BY id", DB))
                .containsExactly(List.of("1", "a,b"), List.of("2", "c"));
        assertThat(Athena.rows("SELECT * FROM json", DB)).containsExactly(List.of("1", "{a=[1, 2]}"));
    }

    @Test
    void partitionsOfHiveTables() {
        var location = Athena.location("st_part");
        Athena.put(location + "y=2023/m=a b/x.csv", "1,v\n");
        Athena.put(location + "y=2024/m=c/x.csv", "2,w\n");
        Athena.put(Athena.location("st_part_other") + "x.csv", "3,z\n");
        Athena.succeed(
                "CREATE EXTERNAL TABLE part (id int, v string) PARTITIONED BY (y int, m string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ','"
                        + " LOCATION '" + location + "'",
                DB);
        assertThat(Athena.rows("SELECT * FROM part", DB)).isEmpty();

        assertThat(Athena.lines("MSCK REPAIR TABLE part", DB))
                .contains(
                        "Repair: Added partition to metastore part:y=2023/m=a b",
                        "Repair: Added partition to metastore part:y=2024/m=c");
        Athena.succeed(
                "ALTER TABLE part ADD IF NOT EXISTS PARTITION (y=2025, m='d') LOCATION '"
                        + Athena.location("st_part_other") + "'",
                DB);
        assertThat(Athena.rows("SELECT * FROM part ORDER BY y", DB))
                .containsExactly(
                        List.of("1", "v", "2023", "a b"),
                        List.of("2", "w", "2024", "c"),
                        List.of("3", "z", "2025", "d"));
        Athena.succeed("ALTER TABLE part DROP PARTITION (y=2025, m='d')", DB);
        assertThat(Athena.lines("SHOW PARTITIONS part", DB)).containsExactly("y=2023/m=a b", "y=2024/m=c");
        Athena.succeed("INSERT INTO part VALUES (4, 'new', 2026, 'e')", DB);
        assertThat(Athena.rows("SELECT v FROM part WHERE y = 2026", DB)).containsExactly(List.of("new"));
    }

    @Test
    void viewsAndTheirDefinition() {
        Athena.succeed("CREATE OR REPLACE VIEW v AS SELECT id, upper(name) AS n FROM shared", DB);

        assertThat(Athena.lines("SHOW VIEWS", DB)).contains("v");
        assertThat(Athena.lines("DESCRIBE v", DB))
                .containsExactly(
                        "id                  \tbigint              \t                    ",
                        "n                   \tstring              \t                    ");
        assertThat(Athena.lines("SHOW CREATE VIEW v", DB)).first().isEqualTo("CREATE VIEW statements_it.v AS");
        Athena.succeed("DROP VIEW v", DB);
        assertThat(Athena.lines("SHOW VIEWS", DB)).doesNotContain("v");
    }

    @Test
    void preparedStatements() {
        Athena.succeed("PREPARE st_p FROM SELECT ? + 1, ?", DB);

        assertThat(Athena.rows("EXECUTE st_p USING 5, 'it''s'", DB)).containsExactly(List.of("6", "it's"));
        Athena.succeed("DEALLOCATE PREPARE st_p", DB);
        assertThat(Athena.failure("EXECUTE st_p USING 5, 'x'", DB)).contains("PreparedStatement st_p was not found");
    }

    @Test
    void executionParameters() {
        var id = Athena.start(
                "SELECT ?, '?' FROM (VALUES 1, 2) t(x) WHERE x = ? LIMIT ? -- ?",
                DB,
                request -> request.executionParameters("'it''s'", "2", "1"));

        var execution = Athena.end(id);
        assertThat(Athena.values(Athena.results(execution).resultSet().rows()).get(1))
                .containsExactly("it's", "?");
        assertThat(execution.executionParameters()).containsExactly("'it''s'", "2", "1");
        assertThat(Athena.end(Athena.start("SELECT 1 LIMIT ?", DB, request -> request.executionParameters("'x'")))
                        .status()
                        .stateChangeReason())
                .startsWith("SYNTAX_ERROR: line 1:16: mismatched input ''x''");
        assertThat(Athena.failure("SELECT ?", DB))
                .isEqualTo(
                        "FAILED INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected 1 but found 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SELECT * FROM nosuch|TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.statements_it.nosuch' does not exist|1301",
                "SELECT * FROM nosuch.t|SCHEMA_NOT_FOUND: line 1:15: Schema 'nosuch' does not exist|1301",
                "SELECT nosuch FROM shared|COLUMN_NOT_FOUND: line 1:8: Column 'nosuch' cannot be resolved|1006",
                "SELECT 1/0|DIVISION_BY_ZERO: Division by zero|1001",
                "SELECT * FROM iceberg.statements_it.shared|CATALOG_NOT_FOUND: line 1:15: Catalog 'iceberg' does not exist|1006",
                "SELECT * FROM system.runtime.nodes|CATALOG_NOT_FOUND: line 1:15: Catalog 'system' does not exist|1006",
                "EXPLAIN SELECT * FROM iceberg.db.t|CATALOG_NOT_FOUND: line 1:23: Catalog 'iceberg' does not exist|1006",
                "DROP TABLE nosuch|FAILED: SemanticException [Error 10001]: Table not found nosuch|1003",
                "DROP DATABASE nosuch|FAILED: SemanticException [Error 10072]: Database does not exist: nosuch|1003",
                "CREATE TABLE t (a int) TBLPROPERTIES ('table_type'='ICEBERG')|FAILED: SemanticException Table location can not be null: add LOCATION 's3://bucket/prefix/'|1003",
                "CREATE TABLE t (a tinyint) LOCATION 's3://pallas-warehouse/t/' TBLPROPERTIES ('table_type'='ICEBERG')|NOT_SUPPORTED: Type not supported for Iceberg: tinyint|1200",
                "CREATE EXTERNAL TABLE t (a int) LOCATION 's3://pallas-warehouse/t/' TBLPROPERTIES ('table_type'='ICEBERG')|FAILED: SemanticException CREATE EXTERNAL TABLE is not supported for table_type ICEBERG: leave EXTERNAL out|1003"
            })
    void failures(String sql, String reason, int type) {
        var status = Athena.run(sql, DB).status();

        assertThat(status.stateAsString() + " " + status.stateChangeReason()).isEqualTo("FAILED " + reason);
        assertThat(status.athenaError().errorType()).isEqualTo(type);
    }

    @Test
    void whatFailsWhileItWritesTellsWhereFilesMayBe() {
        var insert = Athena.run("INSERT INTO tpch.tiny.orders SELECT * FROM tpch.tiny.orders", DB);
        var create = Athena.run("CREATE TABLE shared AS SELECT 1 AS a", DB);

        assertThat(insert.status().stateChangeReason())
                .isEqualTo(
                        "NOT_SUPPORTED: This connector does not support inserts. If a data manifest file was generated at"
                                + " '" + Athena.OUTPUT + insert.queryExecutionId()
                                + "-manifest.csv', you may need to manually clean"
                                + " the data from locations specified in the manifest. Athena will not delete data in your account.");
        assertThat(create.status().stateChangeReason())
                .isEqualTo(
                        "TABLE_ALREADY_EXISTS: line 1:1: Destination table 'awsdatacatalog.statements_it.shared' already"
                                + " exists. You may need to manually clean the data at location '" + Athena.OUTPUT
                                + "tables/"
                                + create.queryExecutionId()
                                + "' before retrying. Athena will not delete data in your account.");
        assertThat(create.status().athenaError().errorType()).isEqualTo(1110);
    }

    @Test
    void syntaxErrorsFailTheQueryAndBlameTheUser() {
        var execution = Athena.run("SELEC 1", DB);

        assertThat(execution.status().stateChangeReason())
                .startsWith("SYNTAX_ERROR: line 1:1: mismatched input 'SELEC'. Expecting: ");
        assertThat(execution.status().athenaError().errorCategory()).isEqualTo(2);
        assertThat(execution.status().athenaError().retryable()).isFalse();
        assertThat(execution.status().athenaError().errorMessage())
                .isEqualTo(execution.status().stateChangeReason());
    }

    @Test
    void hiveTablesAsStatements() {
        Athena.succeed(
                "CREATE EXTERNAL TABLE shown (`date` date COMMENT 'when', v varchar(3)) COMMENT 'its' PARTITIONED BY (p string)"
                        + " ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION '" + Athena.location("st_shown")
                        + "' TBLPROPERTIES ('k'='v')",
                DB);
        Athena.succeed("ALTER TABLE shown ADD COLUMNS (extra int)", DB);
        Athena.succeed("ALTER TABLE shown SET TBLPROPERTIES ('k2'='v2')", DB);
        Athena.succeed("ALTER TABLE shown UNSET TBLPROPERTIES ('k')", DB);

        assertThat(Athena.lines("SHOW CREATE TABLE shown", DB))
                .containsExactly(
                        "CREATE EXTERNAL TABLE `shown`(",
                        "  `date` date COMMENT 'when', ",
                        "  `v` varchar(3), ",
                        "  `extra` int)",
                        "COMMENT 'its'",
                        "PARTITIONED BY ( ",
                        "  `p` string)",
                        "ROW FORMAT SERDE ",
                        "  'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe' ",
                        "WITH SERDEPROPERTIES ( ",
                        "  'field.delim'=',', ",
                        "  'serialization.format'=',')",
                        "STORED AS INPUTFORMAT ",
                        "  'org.apache.hadoop.mapred.TextInputFormat' ",
                        "OUTPUTFORMAT ",
                        "  'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'",
                        "LOCATION",
                        "  '" + Athena.location("st_shown").replaceAll("/$", "") + "'",
                        "TBLPROPERTIES (",
                        "  'k2'='v2')");
        assertThat(Athena.lines("DESCRIBE shown", DB))
                .startsWith("date                \tdate                \twhen                ")
                .contains("# Partition Information\t \t ");
        assertThat(Athena.lines("SHOW TBLPROPERTIES shown('k2')", DB)).containsExactly("k2\tv2");
        assertThat(Athena.lines("SHOW TABLES 'sho*|shar*'", DB)).containsExactly("shared", "shown");
    }

    @Test
    void fiftyInFlight() {
        var ids = Stream.iterate(0, i -> i + 1)
                .limit(50)
                .map(i -> Athena.start("SELECT " + i, DB, request -> {}))
                .toList();

        for (var i = 0; i < ids.size(); i++) {
            var rows = Athena.values(
                    Athena.results(Athena.end(ids.get(i))).resultSet().rows());
            assertThat(rows.get(1)).containsExactly(String.valueOf(i));
        }
    }
}
