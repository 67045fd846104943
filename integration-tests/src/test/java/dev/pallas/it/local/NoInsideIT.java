package dev.pallas.it.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** What the server is made of is nothing that a client gets to read. */
class NoInsideIT {
    private static final String DB = "no_inside_it";

    /**
     * In lower case. The ids of the engine's statements are in the names of files, as they are in Athena. A number by itself is no word to look
     * for: ids of snapshots and measured times contain any.
     */
    private static final List<String> WORDS = List.of(
            "iceberg.\"",
            "iceberg.no_inside",
            "iceberg:",
            "'iceberg'.",
            "trino version",
            "testversion",
            "trino-406",
            "trino 406",
            "version 406",
            "version: 406",
            "127.0.0.1",
            "localhost",
            "io.trino",
            "java.lang",
            "\tat ",
            "/tmp/",
            "file:/",
            "$hidden",
            "testingtrinoserver");

    @BeforeAll
    static void createTables() {
        Athena.createDatabase(DB);
        Athena.succeed(
                "CREATE TABLE i (a int, s string) PARTITIONED BY (s) LOCATION '" + Athena.location("ni_i")
                        + "' TBLPROPERTIES ('table_type'='ICEBERG')",
                DB);
        Athena.succeed("INSERT INTO i VALUES (1, 'x')", DB);
        Athena.succeed(
                "CREATE TABLE h WITH (format='ORC', external_location='" + Athena.location("ni_h") + "') AS SELECT 1 a",
                DB);
        Athena.succeed("CREATE VIEW v AS SELECT a FROM i", DB);
        Athena.put(Athena.location("ni_bad") + "x", "no parquet at all");
        Athena.succeed(
                "CREATE EXTERNAL TABLE bad (a int) STORED AS PARQUET LOCATION '" + Athena.location("ni_bad") + "'", DB);
    }

    @Test
    void answersDoNotTellOfIt() {
        Stream.of(
                        "EXPLAIN SELECT * FROM i",
                        "EXPLAIN ANALYZE SELECT * FROM i JOIN h ON i.a = h.a",
                        "EXPLAIN ANALYZE VERBOSE SELECT * FROM i",
                        "EXPLAIN (TYPE IO, FORMAT JSON) SELECT * FROM i",
                        "EXPLAIN (TYPE DISTRIBUTED, FORMAT JSON) SELECT * FROM i",
                        "EXPLAIN (TYPE LOGICAL, FORMAT GRAPHVIZ) SELECT * FROM i",
                        "EXPLAIN INSERT INTO i SELECT * FROM i",
                        "EXPLAIN UPDATE i SET a = 2",
                        "SHOW CREATE TABLE i",
                        "SHOW CREATE TABLE h",
                        "SHOW CREATE VIEW v",
                        "SHOW TBLPROPERTIES i",
                        "SHOW TBLPROPERTIES h",
                        "DESCRIBE FORMATTED i",
                        "DESCRIBE FORMATTED h",
                        "DESCRIBE FORMATTED v",
                        "SHOW DATABASES",
                        "SELECT \"$path\" FROM i",
                        "SELECT * FROM information_schema.schemata",
                        "SELECT * FROM information_schema.tables WHERE table_schema = '" + DB + "'",
                        "SELECT * FROM information_schema.columns WHERE table_schema = '" + DB + "'",
                        "SELECT * FROM information_schema.views WHERE table_schema = '" + DB + "'",
                        "SELECT current_user, current_catalog, current_schema, current_path")
                .forEach(sql -> {
                    var answer = Athena.results(Athena.succeed(sql, DB)).toString();

                    assertThat(inside(answer)).as(sql + ": " + answer).isEmpty();
                });
    }

    @Test
    void errorsDoNotTellOfIt() {
        Stream.of(
                        "SELECT * FROM nosuch",
                        "SELECT * FROM \"i$nosuch\"",
                        "SELECT nosuch FROM i",
                        "SELECT * FROM iceberg.no_inside_it.nosuch",
                        "SELECT * FROM system.metadata.catalogs",
                        "SELECT * FROM bad",
                        "SELECT 1/0",
                        "SELECT cast('x' AS int)",
                        "SELECT nosuch(1)",
                        "SELECT version()",
                        "SELECT * FROM i FOR VERSION AS OF 1",
                        "SELECT * FROM i FOR TIMESTAMP AS OF TIMESTAMP '2000-01-01 00:00:00 UTC'",
                        "SELECT * FROM h FOR VERSION AS OF 1",
                        "INSERT INTO i VALUES (1)",
                        "INSERT INTO i VALUES ('x', 1)",
                        "INSERT INTO v VALUES (1)",
                        "UPDATE i SET nosuch = 1",
                        "UPDATE i SET a = 'x'",
                        "UPDATE v SET a = 1",
                        "DELETE FROM v",
                        "MERGE INTO i USING (VALUES (1, 'x'), (1, 'y')) n(a, s) ON i.a = n.a WHEN MATCHED THEN UPDATE SET s = n.s",
                        "CREATE TABLE i AS SELECT 1 a",
                        "CREATE TABLE x WITH (table_type='ICEBERG', location='" + Athena.location("ni_i")
                                + "', is_external=false) AS SELECT 1 a",
                        "CREATE TABLE x WITH (table_type='ICEBERG', location='" + Athena.location("ni_x")
                                + "', is_external=false) AS SELECT TIME '10:00:00' a",
                        "CREATE TABLE x WITH (table_type='ICEBERG', location='" + Athena.location("ni_x")
                                + "', is_external=false, partitioning=ARRAY['nosuch']) AS SELECT 1 a",
                        "CREATE TABLE x WITH (external_location='s3://no-such-bucket-at-all/x/') AS SELECT 1 a",
                        "CREATE TABLE x WITH (bucketed_by=ARRAY['nosuch'], bucket_count=1) AS SELECT 1 a",
                        "CREATE VIEW i AS SELECT 1 a",
                        "CREATE OR REPLACE VIEW v AS SELECT * FROM nosuch",
                        "ALTER TABLE i RENAME TO h",
                        "ALTER TABLE i DROP COLUMN s",
                        "OPTIMIZE i REWRITE DATA USING BIN_PACK WHERE a = 1",
                        "OPTIMIZE i REWRITE DATA USING BIN_PACK WHERE nosuch = 1",
                        "UNLOAD (SELECT 1 a, 1 a) TO '" + Athena.location("ni_u") + "' WITH (format='ORC')",
                        "UNLOAD (SELECT nosuch FROM i) TO '" + Athena.location("ni_u") + "' WITH (format='ORC')",
                        "UNLOAD (SELECT 1 a) TO '" + Athena.location("ni_u")
                                + "' WITH (format='ORC', partitioned_by=ARRAY['b'])",
                        "UNLOAD (SELECT 1 a) TO 's3://no-such-bucket-at-all/x/' WITH (format='ORC')",
                        "SELECT " + "(".repeat(2000) + "1" + ")".repeat(2000),
                        "SELECT 1 " + "UNION ALL SELECT 1 ".repeat(2000),
                        "SELECT '")
                .forEach(sql -> {
                    var status = Athena.run(sql, DB).status();
                    var shown = sql.substring(0, Math.min(200, sql.length()));

                    assertThat(status.state()).as(shown).isEqualTo(QueryExecutionState.FAILED);
                    assertThat(inside(status.stateChangeReason()))
                            .as(shown + ": " + status.stateChangeReason())
                            .isEmpty();
                });
    }

    private static List<String> inside(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        var found = new ArrayList<String>();
        for (var word : WORDS) {
            if (lower.contains(word)) {
                found.add(word);
            }
        }
        return found;
    }
}
