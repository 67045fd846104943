package dev.pallas.local.internal.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pallas.local.internal.sql.HiveReader;
import dev.pallas.local.internal.sql.HiveStatement.Column;
import dev.pallas.local.internal.sql.HiveStatement.PartitionField;
import dev.pallas.local.internal.sql.HiveStatement.Transform;
import dev.pallas.local.internal.sql.HiveType;
import dev.pallas.local.internal.sql.SqlError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcebergSchemasTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "boolean|boolean",
                "int|int",
                "bigint|long",
                "float|float",
                "double|double",
                "decimal|decimal(10, 0)",
                "decimal(12,3)|decimal(12, 3)",
                "string|string",
                "binary|binary",
                "date|date",
                "timestamp|timestamp",
                "array<int>|list<int>",
                "map<string,float>|map<string, float>",
                "struct<a:int,b:array<string>>|struct<2: a: optional int, 3: b: optional list<string>>"
            })
    void typesHaveAnIcebergForm(String hive, String iceberg) throws Exception {
        var text = IcebergSchemas.type(HiveReader.type(hive)).toString();

        assertThat(text.replaceAll("\\d+: ", "")).isEqualTo(iceberg.replaceAll("\\d+: ", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tinyint", "smallint", "char(3)", "varchar(3)", "array<tinyint>"})
    void saysWhatIcebergLacks(String type) {
        assertThatThrownBy(() -> IcebergSchemas.type(HiveReader.type(type)))
                .isInstanceOf(SqlError.class)
                .hasMessageStartingWith("Type not supported for Iceberg: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"decimal(39)", "decimal(0)", "decimal(3,4)"})
    void decimalsHaveAtMost38Digits(String type) {
        assertThatThrownBy(() -> IcebergSchemas.type(HiveReader.type(type))).isInstanceOf(SqlError.class);
    }

    @Test
    void partitionsAreTransformsOfColumns() throws Exception {
        var schema = IcebergSchemas.schema(List.of(
                new Column("a", HiveType.simple("string"), null),
                new Column("ts", HiveType.simple("timestamp"), null)));

        assertThat(IcebergSchemas.partitions(
                                schema,
                                List.of(
                                        new PartitionField("a", null, null, new Transform("truncate", 3)),
                                        new PartitionField("ts", null, null, new Transform("day", null)),
                                        new PartitionField("a", null, null, null)))
                        .fields())
                .extracting(Object::toString)
                .containsExactly("1000: a_trunc: truncate[3](1)", "1001: ts_day: day(2)", "1002: a: identity(1)");
    }

    @Test
    void refusesTransformsThatAreNone() throws Exception {
        var schema = IcebergSchemas.schema(List.of(new Column("a", HiveType.simple("string"), null)));

        for (var field : List.of(
                new PartitionField("a", null, null, new Transform("day", null)),
                new PartitionField("a", null, null, new Transform("bucket", null)),
                new PartitionField("a", null, null, new Transform("bucket", 0)),
                new PartitionField("a", HiveType.simple("int"), null, null),
                new PartitionField("nope", null, null, null))) {
            assertThatThrownBy(() -> IcebergSchemas.partitions(schema, List.of(field)))
                    .isInstanceOf(SqlError.class);
        }
    }
}
