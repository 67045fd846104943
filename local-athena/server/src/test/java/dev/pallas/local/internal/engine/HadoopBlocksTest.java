package dev.pallas.local.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HadoopBlocksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // an empty file
                "00000000", // an empty text
                "00000000000000080000000a", // an empty block before another
                "00040000000001f4ff", // a block of 256 KB
                "00000003000000050c61" // a text that grew
            })
    void blocksAreReadWhole(String file) throws IOException {
        var bytes = HexFormat.of().parseHex(file);

        assertThat(HadoopBlocks.checked(new ByteArrayInputStream(bytes), "LZ4").readAllBytes())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "04224d186440a70800008070", // a frame of the tool lz4
                "ff060000734e61507059010c", // Snappy's own frames
                "081c312c610a322c620a", // Snappy without any
                "312c610a322c620a" // no compression at all
            })
    void anythingElseIsRefused(String file) {
        var bytes = HexFormat.of().parseHex(file);

        assertThatThrownBy(() -> HadoopBlocks.checked(new ByteArrayInputStream(bytes), "LZ4"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The file is no text in Hadoop's blocks of LZ4");
    }
}
