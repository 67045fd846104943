package dev.pallas.local.internal.athena;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import dev.pallas.local.internal.engine.EngineColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredResultTest {
    private static final List<List<String>> ROWS = List.of(
            List.of("a", "b"),
            Arrays.asList(null, ""),
            List.of("quote \" and \"\"", "comma, line\nfeed"),
            List.of("\ud83d\ude00 grin", "'"),
            Arrays.asList((String) null, null));

    @Test
    void writesNothingForNullAndQuotesTheRest() throws Exception {
        assertThat(csv(ROWS))
                .isEqualTo(
                        "\"a\",\"b\"\n,\"\"\n\"quote \"\" and \"\"\"\"\",\"comma, line\nfeed\"\n\"\ud83d\ude00 grin\",\"'\"\n,\n");
        assertThat(csv(List.of(List.of("x"), Arrays.asList((String) null)))).isEqualTo("\"x\"\n\n");
    }

    @Test
    void readsWhatItWroteFromAnyRowOn() throws Exception {
        var bytes = csv(ROWS).getBytes(UTF_8);
        var positions = new ArrayList<Long>();
        try (var reader = new RowReader(new ByteArrayInputStream(bytes), 0)) {
            for (var row : ROWS) {
                positions.add(reader.position());
                assertThat(reader.csvRow()).isEqualTo(row);
            }
            assertThat(reader.atEnd()).isTrue();
            assertThat(reader.position()).isEqualTo(bytes.length);
        }
        for (var i = 0; i < ROWS.size(); i++) {
            var at = positions.get(i).intValue();
            var rest = new ByteArrayInputStream(bytes, at, bytes.length - at);
            try (var reader = new RowReader(rest, at)) {
                assertThat(reader.csvRow()).isEqualTo(ROWS.get(i));
            }
        }
    }

    @Test
    void readsARowWhoseOnlyColumnIsNull() throws Exception {
        try (var reader = new RowReader(new ByteArrayInputStream("\"x\"\n\n\"\"\n".getBytes(UTF_8)), 0)) {
            assertThat(reader.csvRow()).containsExactly("x");
            assertThat(reader.csvRow()).containsExactly((String) null);
            assertThat(reader.csvRow()).containsExactly("");
            assertThat(reader.atEnd()).isTrue();
        }
    }

    @Test
    void readsLines() throws Exception {
        try (var reader = new RowReader(new ByteArrayInputStream("a\tb\n\nc\n".getBytes(UTF_8)), 0)) {
            assertThat(reader.line()).isEqualTo("a\tb");
            assertThat(reader.line()).isEmpty();
            assertThat(reader.line()).isEqualTo("c");
            assertThat(reader.atEnd()).isTrue();
        }
    }

    private static String csv(List<List<String>> rows) throws Exception {
        var bytes = new ByteArrayOutputStream();
        var writer = new CsvWriter(bytes);
        for (var row : rows) {
            writer.row(row);
        }
        writer.flush();
        return bytes.toString(UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "boolean|boolean|0|0|false",
                "tinyint|tinyint|3|0|false",
                "smallint|smallint|5|0|false",
                "integer|integer|10|0|false",
                "bigint|bigint|19|0|false",
                "real|float|17|0|false",
                "double|double|17|0|false",
                "decimal(38,18)|decimal|38|18|false",
                "varchar|varchar|2147483647|0|true",
                "varchar(7)|varchar|7|0|true",
                "char(3)|char|3|0|true",
                "varbinary|varbinary|1073741824|0|false",
                "date|date|0|0|false",
                "time(6)|time|3|0|false",
                "timestamp(6)|timestamp|3|0|false",
                "timestamp(3) with time zone|timestamp with time zone|3|0|false",
                "array(integer)|array|0|0|false",
                "map(varchar, integer)|map|0|0|false",
                "row(a integer)|row|0|0|false",
                "json|json|0|0|false",
                "uuid|uuid|0|0|false",
                "interval day to second|interval day to second|0|0|false",
                "unknown|unknown|0|0|false"
            })
    void describesColumns(String engineType, String type, int precision, int scale, boolean caseSensitive) {
        assertThat(ColumnInfo.of(new EngineColumn("Name", engineType)))
                .isEqualTo(new ColumnInfo("name", type, precision, scale, caseSensitive));
    }

    @Test
    void writesMetadataThatAProtobufReaderReads() throws Exception {
        var bytes = ResultMetadata.of(
                "20260101_000000_00001_abcde",
                List.of(new ColumnInfo("a", "varchar", 7, 0, true), new ColumnInfo("b", "decimal", 10, 2, false)));

        assertThat(fields(bytes).get(0)).isEqualTo("1=20260101_000000_00001_abcde");
        assertThat(fields(bytes)).hasSize(3);
        assertThat(columnFields(bytes, 0)).containsExactly("1=hive", "4=a", "5=a", "6=varchar", "7=7", "9=3", "10=1");
        assertThat(columnFields(bytes, 1)).containsExactly("1=hive", "4=b", "5=b", "6=decimal", "7=10", "8=2", "9=3");
    }

    @Test
    void writesTheNumberOfRowsBesideWhatWrites() throws Exception {
        var rows = List.of(new ColumnInfo("rows", "bigint", 19, 0, false));

        var one = ResultMetadata.of(new EngineSession.Change("INSERT", OptionalLong.of(1), "id"), rows);
        var none = ResultMetadata.of(new EngineSession.Change("DELETE", OptionalLong.of(0), "id"), rows);

        assertThat(fields(one)).startsWith("1=id", "2=INSERT", "3=1").hasSize(4);
        assertThat(fields(none)).startsWith("1=id", "2=DELETE", "3=0").hasSize(4);
    }

    private static List<String> fields(byte[] message) throws Exception {
        var fields = new ArrayList<String>();
        var input = CodedInputStream.newInstance(message);
        for (var tag = input.readTag(); tag != 0; tag = input.readTag()) {
            // wire type 2 has a length, 0 is a number
            var value = (tag & 7) == 2 ? input.readStringRequireUtf8() : String.valueOf(input.readInt64());
            fields.add((tag >> 3) + "=" + value);
        }
        return fields;
    }

    private static List<String> columnFields(byte[] message, int column) throws Exception {
        var input = CodedInputStream.newInstance(message);
        var columns = new ArrayList<byte[]>();
        for (var tag = input.readTag(); tag != 0; tag = input.readTag()) {
            var bytes = input.readByteArray();
            if (tag >> 3 == 4) {
                columns.add(bytes);
            }
        }
        return fields(columns.get(column));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "Table 'iceberg.db.t' does not exist|Table 'awsdatacatalog.db.t' does not exist",
                "line 1:1: iceberg.\"db\".t|line 1:1: awsdatacatalog.\"db\".t",
                "TableScan[table = iceberg:db.t$data@1]|TableScan[table = awsdatacatalog:db.t$data@1]",
                "Catalog 'iceberg' is gone|Catalog 'awsdatacatalog' is gone",
                "Type not supported for Iceberg|Type not supported for Iceberg",
                "an iceberg. A table|an iceberg. A table",
                "s3://b/iceberg.db/x, my_iceberg.db|s3://b/iceberg.db/x, my_iceberg.db"
            })
    void showsNoCatalogOfTheEngine(String text, String visible) {
        assertThat(VisibleNames.in(text)).isEqualTo(visible);
    }

    @Test
    void showsNoVersionOfTheEngineInAPlan() {
        assertThat(VisibleNames.inPlan("Trino version: 406\nFragment 0 [SOURCE]"))
                .isEqualTo("Fragment 0 [SOURCE]");
    }
}
