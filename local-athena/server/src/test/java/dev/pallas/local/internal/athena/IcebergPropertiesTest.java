package dev.pallas.local.internal.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.pallas.local.internal.sql.SqlError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IcebergPropertiesTest {
    @Test
    void aNewTableIsParquetUnlessItSaysOtherwise() throws Exception {
        assertThat(IcebergProperties.of(Map.of("table_type", "ICEBERG")))
                .containsOnly(
                        entry("format", "parquet"),
                        entry("write.format.default", "PARQUET"),
                        entry("format-version", "2"));
        assertThat(IcebergProperties.of(Map.of("table_type", "ICEBERG", "format", "Orc")))
                .contains(entry("format", "Orc"), entry("write.format.default", "ORC"));
    }

    @Test
    void whatIcebergKnowsByAnotherNameIsKeptUnderBoth() throws Exception {
        assertThat(IcebergProperties.change(Map.of("vacuum_max_metadata_files_to_keep", "7")))
                .containsOnly(
                        entry("vacuum_max_metadata_files_to_keep", "7"),
                        entry("write.metadata.previous-versions-max", "7"));
        assertThat(IcebergProperties.removed(List.of("write_compression")))
                .containsExactly("write_compression", "write.parquet.compression-codec");
        assertThat(IcebergProperties.written(
                        Map.of("write.format.default", "AVRO", "write_compression", "zstd", "other", "x")))
                .containsExactly(entry("format", "avro"), entry("write_compression", "zstd"));
    }

    @Test
    void vacuumKeepsFiveDaysAndOneSnapshot() {
        assertThat(IcebergProperties.snapshotAge(Map.of())).isEqualTo(432_000);
        assertThat(IcebergProperties.snapshotsToKeep(Map.of())).isEqualTo(1);
        assertThat(IcebergProperties.snapshotAge(Map.of("vacuum_max_snapshot_age_seconds", "60")))
                .isEqualTo(60);
        assertThat(IcebergProperties.snapshotsToKeep(Map.of("vacuum_min_snapshots_to_keep", "3")))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foo|bar|Unsupported table property key: foo",
                "format|csv|Unsupported format for Iceberg tables: csv",
                "write_compression|lzma|Unsupported compression: lzma",
                "vacuum_min_snapshots_to_keep|-1|Invalid value for property vacuum_min_snapshots_to_keep: '-1'"
            })
    void refusesWhatAthenaDoesNotTake(String name, String value, String message) {
        assertThatThrownBy(() -> IcebergProperties.change(Map.of(name, value)))
                .isInstanceOfSatisfying(
                        SqlError.class, error -> assertThat(error.errorName()).isEqualTo("INVALID_TABLE_PROPERTY"))
                .hasMessage(message);
    }
}
