package dev.pallas.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Blobs, clobs and arrays in memory. Their positions count from 1. */
class LocatorsTest {

    @Test
    void blobsAreReadAndWritten() throws Exception {
        var blob = new MemoryBlob(new byte[] {1, 2, 3});
        assertThat(blob.length()).isEqualTo(3);
        assertThat(blob.getBytes(2, 9)).containsExactly(2, 3);
        assertThat(blob.getBinaryStream(2, 1).readAllBytes()).containsExactly(2);
        assertThat(blob.position(new byte[] {2, 3}, 1)).isEqualTo(2);
        assertThat(blob.position(new byte[] {2, 3}, 3)).isEqualTo(-1);
        assertThat(blob.setBytes(3, new byte[] {4, 5})).isEqualTo(2);
        try (var stream = blob.setBinaryStream(5)) {
            stream.write(6);
        }
        assertThat(blob.getBytes(1, 9)).containsExactly(1, 2, 4, 5, 6);
        blob.truncate(2);
        assertThat(blob.getBytes(1, 9)).containsExactly(1, 2);
        assertThatThrownBy(() -> blob.getBytes(0, 1)).isInstanceOf(SQLException.class);
        blob.free();
        assertThatThrownBy(blob::length).hasMessageContaining("freed");
    }

    @Test
    void clobsAreReadAndWritten() throws Exception {
        var clob = new MemoryClob("");
        assertThat(clob.setString(1, "hello")).isEqualTo(5);
        assertThat(clob.setString(5, "0 world", 0, 7)).isEqualTo(7);
        assertThat(clob.getSubString(1, 20)).isEqualTo("hell0 world");
        try (var writer = clob.setCharacterStream(12)) {
            writer.write("!");
        }
        assertThat(clob.getSubString(7, 20)).isEqualTo("world!");
        assertThat(clob.position("world", 1)).isEqualTo(7);
        assertThat(clob.getCharacterStream(1, 1).read()).isEqualTo('h');
        clob.truncate(4);
        assertThat(clob.length()).isEqualTo(4);
        assertThatThrownBy(() -> clob.getSubString(6, 1)).hasMessageContaining("outside of 1..5");
        clob.free();
        assertThatThrownBy(clob::length).hasMessageContaining("freed");
    }
}
