package dev.pallas.local.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.local.internal.sql.HiveStatement.Alteration;
import dev.pallas.local.internal.sql.HiveStatement.Column;
import dev.pallas.local.internal.sql.HiveStatement.CreateDatabase;
import dev.pallas.local.internal.sql.HiveStatement.CreateTable;
import dev.pallas.local.internal.sql.HiveStatement.PartitionField;
import dev.pallas.local.internal.sql.HiveStatement.PartitionLocation;
import dev.pallas.local.internal.sql.HiveStatement.RowFormat;
import dev.pallas.local.internal.sql.HiveStatement.StoredAs;
import dev.pallas.local.internal.sql.HiveStatement.Transform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiveReaderTest {
    @Test
    void readsADatabase() throws Exception {
        assertThat(
                        HiveReader.read(
                                "CREATE SCHEMA IF NOT EXISTS Sales COMMENT 'it\\'s' LOCATION \"s3://b/p/\" WITH DBPROPERTIES ('a'='b')"))
                .isEqualTo(new CreateDatabase("sales", true, "it's", "s3://b/p/", Map.of("a", "b")));
    }

    @Test
    void readsAHiveTable() throws Exception {
        var sql = """
                CREATE EXTERNAL TABLE IF NOT EXISTS `Db`.`order items` ( -- a comment
                  id int COMMENT 'key', `date` date, price decimal(10, 2), tags ARRAY<string>,
                  m map<string, array<int>>, s struct<a:int, b:struct<c:varchar(5)>>
                )
                COMMENT "t"
                PARTITIONED BY (y int, m2 string COMMENT 'month')
                CLUSTERED BY (id) INTO 4 BUCKETS
                ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' COLLECTION ITEMS TERMINATED BY '\\002'
                  MAP KEYS TERMINATED BY ':' LINES TERMINATED BY '\\n' NULL DEFINED AS ''
                STORED AS TEXTFILE
                LOCATION 's3://b/p/'
                TBLPROPERTIES ('skip.header.line.count'='1', "x"="y");
                """;

        var table = (CreateTable) HiveReader.read(sql);

        assertThat(table.name()).isEqualTo(new TableName("db", "order items"));
        assertThat(table.external()).isTrue();
        assertThat(table.ifNotExists()).isTrue();
        assertThat(table.columns().get(0)).isEqualTo(new Column("id", HiveType.simple("int"), "key"));
        assertThat(table.columns())
                .extracting(column -> column.name() + " " + column.type())
                .containsExactly(
                        "id int",
                        "date date",
                        "price decimal(10,2)",
                        "tags array<string>",
                        "m map<string,array<int>>",
                        "s struct<a:int,b:struct<c:varchar(5)>>");
        assertThat(table.partitions())
                .containsExactly(
                        new PartitionField("y", HiveType.simple("int"), null, null),
                        new PartitionField("m2", HiveType.simple("string"), "month", null));
        assertThat(table.bucketColumns()).containsExactly("id");
        assertThat(table.buckets()).isEqualTo(4);
        assertThat(table.rowFormat()).isEqualTo(new RowFormat.Delimited("\t", "\\", "\u0002", ":", "\n", ""));
        assertThat(table.storedAs()).isEqualTo(new StoredAs("textfile", null, null));
        assertThat(table.location()).isEqualTo("s3://b/p/");
        assertThat(table.properties()).containsExactly(Map.entry("skip.header.line.count", "1"), Map.entry("x", "y"));
    }

    @Test
    void readsAnIcebergTableWithTransforms() throws Exception {
        var table = (CreateTable) HiveReader.read("CREATE TABLE t (id bigint, ts timestamp, name string)"
                + " PARTITIONED BY (name, day(ts), bucket(16, id), truncate(name, 3))"
                + " LOCATION 's3://b/t' TBLPROPERTIES ('table_type'='ICEBERG')");

        assertThat(table.iceberg()).isTrue();
        assertThat(table.external()).isFalse();
        assertThat(table.partitions())
                .containsExactly(
                        new PartitionField("name", null, null, null),
                        new PartitionField("ts", null, null, new Transform("day", null)),
                        new PartitionField("id", null, null, new Transform("bucket", 16)),
                        new PartitionField("name", null, null, new Transform("truncate", 3)));
    }

    @Test
    void readsASerde() throws Exception {
        var table = (CreateTable)
                HiveReader.read(
                        "CREATE EXTERNAL TABLE t (a string) ROW FORMAT SERDE 'x.Y'"
                                + " WITH SERDEPROPERTIES ('separatorChar' = ',') STORED AS INPUTFORMAT 'i' OUTPUTFORMAT 'o' LOCATION 's3://b/'");

        assertThat(table.rowFormat()).isEqualTo(new RowFormat.Serde("x.Y", Map.of("separatorChar", ",")));
        assertThat(table.storedAs()).isEqualTo(new StoredAs(null, "i", "o"));
    }

    @Test
    void readsAlterations() throws Exception {
        assertThat(alteration(
                        "ADD IF NOT EXISTS PARTITION (y=2024, m='01') LOCATION 's3://b/x/' PARTITION (y=-1, m=\"a\")"))
                .isEqualTo(new Alteration.AddPartitions(
                        true,
                        List.of(
                                new PartitionLocation(Map.of("y", "2024", "m", "01"), "s3://b/x/"),
                                new PartitionLocation(Map.of("y", "-1", "m", "a"), null))));
        assertThat(alteration("DROP IF EXISTS PARTITION (y=1), PARTITION (y=2)"))
                .isEqualTo(new Alteration.DropPartitions(true, List.of(Map.of("y", "1"), Map.of("y", "2"))));
        assertThat(alteration("PARTITION (y=1) RENAME TO PARTITION (y=2)"))
                .isEqualTo(new Alteration.RenamePartition(Map.of("y", "1"), Map.of("y", "2")));
        assertThat(alteration("ADD COLUMNS (a int COMMENT 'x', b string)"))
                .isEqualTo(new Alteration.AddColumns(List.of(
                        new Column("a", HiveType.simple("int"), "x"),
                        new Column("b", HiveType.simple("string"), null))));
        assertThat(alteration("CHANGE COLUMN a b bigint AFTER c"))
                .isEqualTo(new Alteration.ChangeColumn("a", new Column("b", HiveType.simple("bigint"), null), "c"));
        assertThat(alteration("CHANGE a a int FIRST"))
                .isEqualTo(new Alteration.ChangeColumn("a", new Column("a", HiveType.simple("int"), null), ""));
        assertThat(alteration("DROP COLUMN `_a`")).isEqualTo(new Alteration.DropColumn("_a"));
        assertThat(alteration("SET LOCATION 's3://b/'")).isEqualTo(new Alteration.SetLocation(null, "s3://b/"));
        assertThat(alteration("SET TBLPROPERTIES ('a'='b')")).isEqualTo(new Alteration.SetProperties(Map.of("a", "b")));
        assertThat(alteration("UNSET TBLPROPERTIES IF EXISTS ('a','b')"))
                .isEqualTo(new Alteration.UnsetProperties(true, List.of("a", "b")));
        assertThat(alteration("RENAME TO db.u")).isEqualTo(new Alteration.RenameTable(new TableName("db", "u")));
    }

    private static Alteration alteration(String text) throws Exception {
        return ((HiveStatement.AlterTable) HiveReader.read("ALTER TABLE t " + text)).alteration();
    }

    @Test
    void readsMaintenance() throws Exception {
        assertThat(HiveReader.read("OPTIMIZE db.t REWRITE DATA USING BIN_PACK WHERE y = 'a b' AND \"x\" > 1;"))
                .isEqualTo(new HiveStatement.Optimize(new TableName("db", "t"), "y = 'a b' AND \"x\" > 1"));
        assertThat(HiveReader.read("DROP VIEW IF EXISTS \"AwsDataCatalog\".\"Db\".\"v\""))
                .isEqualTo(new HiveStatement.DropView(new TableName("db", "v"), true));
        assertThat(HiveReader.read("DROP VIEW `Db`.v"))
                .isEqualTo(new HiveStatement.DropView(new TableName("db", "v"), false));
        assertThatThrownBy(() -> HiveReader.read("DROP VIEW \"other\".\"db\".\"v\""))
                .hasMessageContaining("Catalog 'other' does not exist");
        assertThat(HiveReader.read("VACUUM \"Db\".\"t\""))
                .isEqualTo(new HiveStatement.Vacuum(new TableName("db", "t")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "CREATE TABLE t AS SELECT 1",
                "CREATE EXTERNAL TABLE t (id int",
                "CREATE EXTERNAL TABLE t (date date) LOCATION 's3://b/'",
                "CREATE EXTERNAL TABLE _t (a int) LOCATION 's3://b/'",
                "CREATE EXTERNAL TABLE \"t\" (a int) LOCATION 's3://b/'",
                "CREATE EXTERNAL TABLE t (a int) TBLPROPERTIES ('a'='b') LOCATION 's3://b/'",
                "DROP TABLE a.b.c",
                "DROP TABLE t t2",
                "ALTER TABLE t ADD COLUMN a int"
            })
    void refusesWhatIsNotOfTheLanguage(String sql) {
        assertThatThrownBy(() -> HiveReader.read(sql)).isInstanceOf(HiveReader.Mismatch.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'a'|a",
                "\"a'b\"|a'b",
                "'\\'\\\"'|'\"",
                "'\\\\'|\\",
                "'\\u0041\\101'|AA",
                "'a\\%b'|a\\%b",
                "'\\q'|q"
            })
    void resolvesEscapes(String quoted, String text) {
        assertThat(HiveStrings.unquote(quoted)).isEqualTo(text);
    }

    @Test
    void quotesWhatItReads() {
        var text = "it's a \\ tab\t line\n and \u0001";

        assertThat(HiveStrings.quote(text)).isEqualTo("'it\\'s a \\\\ tab\\t line\\n and \\001'");
        assertThat(HiveStrings.unquote(HiveStrings.quote(text))).isEqualTo(text);
    }
}
