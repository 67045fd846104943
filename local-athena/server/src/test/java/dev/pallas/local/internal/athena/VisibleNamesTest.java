package dev.pallas.local.internal.athena;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Table 'iceberg.d.t' does not exist|Table 'awsdatacatalog.d.t' does not exist",
                "Failed to read file: io.trino.filesystem.fileio.ForwardingInputFile@5a0ecc63|Failed to read file",
                "File io.trino.rcfile.MemoryRcFileDataSource@34e26aa8 is not an RCFile|File is not an RCFile",
                "io.trino.spi.TrinoException: line 1:8: Unknown resolvedType: INTERVAL|line 1:8: Unknown resolvedType: INTERVAL",
                "java.lang.IllegalArgumentException: Error: type expected|Error: type expected",
                "Invalid JSON bytes for [simple type, class io.trino.spi.connector.ConnectorViewDefinition]|"
                        + "Invalid JSON bytes for [simple type, class ConnectorViewDefinition]",
                "(IllegalFormatConversion: d != java.lang.String)|(IllegalFormatConversion: d != String)",
                "Value cannot be cast to date: 'io.trino.spi.X'|Value cannot be cast to date: 'io.trino.spi.X'",
                "s3://bucket/java.lang.String/x is no file|s3://bucket/java.lang.String/x is no file"
            })
    void namesNoPartOfTheEngine(String message, String visible) {
        assertThat(VisibleNames.inMessage(message)).isEqualTo(visible);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = "`bad: 'x'\n at [Source: [B@329bd6fd; line: 1]`|bad: 'x'")
    void leavesOutWhereAParserWas(String message, String visible) {
        assertThat(VisibleNames.inMessage(message)).isEqualTo(visible);
    }
}
