package dev.pallas.local.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewriteTest {
    private static final List<HiveStatement.Column> COLUMNS = List.of(
            new HiveStatement.Column("id", HiveType.simple("int"), null),
            new HiveStatement.Column("price", HiveType.simple("decimal", 10, 2), null),
            new HiveStatement.Column("ratio", HiveType.simple("float"), null),
            new HiveStatement.Column("d", HiveType.simple("double"), null));

    private static TableFromQuery table(String sql) throws SqlError {
        return TableFromQuery.of(QueryText.of(sql), "ctx", "s3://results/tables/id");
    }

    @Test
    void givesATableFromAQueryAPlace() throws Exception {
        var table = table("CREATE TABLE t AS SELECT 1 a -- why not");

        assertThat(table.sql())
                .isEqualTo("CREATE TABLE awsdatacatalog.\"ctx\".\"t\" WITH (format = 'PARQUET',"
                        + " external_location = 's3://results/tables/id/') AS SELECT 1 a -- why not");
        assertThat(table.location()).isEqualTo("s3://results/tables/id/");
        assertThat(table.iceberg()).isFalse();
    }

    @Test
    void translatesHiveProperties() throws Exception {
        var table = table("CREATE TABLE IF NOT EXISTS Db.\"T\" WITH (format='orc', external_location='s3://b/it''s',"
                + " partitioned_by=ARRAY['y'], bucketed_by=ARRAY['a'], bucket_count=4, write_compression='snappy')"
                + " AS SELECT 1 a, 2 y WITH NO DATA");

        assertThat(table.sql())
                .isEqualTo("CREATE TABLE IF NOT EXISTS awsdatacatalog.\"db\".\"t\" WITH (format = 'ORC',"
                        + " external_location = 's3://b/it''s/', partitioned_by = ARRAY['y'], bucketed_by = ARRAY['a'], bucket_count = 4)"
                        + " AS SELECT 1 a, 2 y WITH NO DATA");
        assertThat(table.sessionProperties()).isEqualTo(Map.of("awsdatacatalog.compression_codec", "SNAPPY"));
        assertThat(table.ifNotExists()).isTrue();
    }

    @Test
    void sendsIcebergTablesToTheirCatalog() throws Exception {
        var table = table("CREATE TABLE t WITH (table_type='ICEBERG', is_external=false, location='s3://b/t/',"
                + " partitioning=ARRAY['day(ts)', 'bucket(a, 4)'], vacuum_max_snapshot_age_seconds=60) AS SELECT 1 a");

        assertThat(table.sql())
                .isEqualTo("CREATE TABLE iceberg.\"ctx\".\"t\" WITH (format = 'PARQUET', location = 's3://b/t',"
                        + " partitioning = ARRAY['day(ts)', 'bucket(a, 4)']) AS SELECT 1 a");
        assertThat(table.iceberg()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "nope = 'x'|Catalog 'awsdatacatalog' table property 'nope' does not exist",
                "format = 'CSV'|Invalid value for format: 'CSV'. Valid values are: AVRO, JSON, ORC, PARQUET, TEXTFILE",
                "table_type = 'DELTA'|Invalid value for table_type: 'DELTA'. Valid values are: HIVE, ICEBERG",
                "location = 's3://b/'|location is supported for Iceberg tables only: use external_location",
                "table_type = 'ICEBERG', partitioned_by = ARRAY['a']|partitioned_by is not supported for Iceberg tables: use partitioning",
                "table_type = 'ICEBERG', is_external = true|External tables are not supported for Iceberg: is_external must be false",
                "write_compression = 'lzma'|Unsupported compression: lzma"
            })
    void refusesPropertiesItDoesNotKnow(String properties, String message) {
        assertThatThrownBy(() -> table("CREATE TABLE t WITH (" + properties + ") AS SELECT 1 a"))
                .isInstanceOfSatisfying(
                        SqlError.class, error -> assertThat(error.errorName()).isEqualTo("INVALID_TABLE_PROPERTY"))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "INSERT INTO t VALUES (1, 1.2345, 1.5, 2.5)|INSERT INTO t VALUES (1, DECIMAL '1.23', REAL '1.5', 2.5)",
                "INSERT INTO t (ratio, ID, price) VALUES (-1.5, 2, 3), (1, 3, -0.005)|INSERT INTO t (ratio, ID, price) VALUES (REAL '-1.5', 2, DECIMAL '3.00'), (REAL '1', 3, DECIMAL '-0.01')",
                "INSERT INTO t (price) VALUES 1.5, NULL, (2.5)|INSERT INTO t (price) VALUES DECIMAL '1.50', NULL, (DECIMAL '2.50')",
                "INSERT INTO t (price) VALUES (123456789012.5)|INSERT INTO t (price) VALUES (CAST(123456789012.5 AS decimal(10,2)))",
                "INSERT INTO t (price) VALUES (1.5 + 1)|INSERT INTO t (price) VALUES (1.5 + 1)",
                "INSERT INTO t (id, price) VALUES (1, DECIMAL '1.5')|INSERT INTO t (id, price) VALUES (1, DECIMAL '1.5')",
                "INSERT INTO t (price) SELECT 1.5|INSERT INTO t (price) SELECT 1.5"
            })
    void fitsLiteralsToTheirColumns(String sql, String rewritten) {
        assertThat(InsertLiterals.rewrite(QueryText.of(sql), names -> names.equals(List.of("t")) ? COLUMNS : null))
                .isEqualTo(rewritten);
    }

    @Test
    void leavesAnInsertIntoAnUnknownTableToTheEngine() {
        assertThat(InsertLiterals.rewrite(QueryText.of("INSERT INTO nosuch VALUES (1.5)"), names -> null))
                .isEqualTo("INSERT INTO nosuch VALUES (1.5)");
    }
}
