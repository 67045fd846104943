package dev.pallas.local.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeKeysTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/b",
                "a//b",
                "//",
                "/",
                "a/",
                "..",
                "../..",
                "./a",
                "a/../b",
                "...",
                "\u00fc/\u65e5",
                "a b+c"
            })
    void aKeyComesBack(String key) {
        assertThat(SafeKeys.key(SafeKeys.stored(key))).isEqualTo(key);
        assertThat(SafeKeys.stored(key).split("/", -1)).doesNotContain("", ".", "..");
    }

    @Test
    void anObjectIsNoFolderOfAnother() {
        assertThat(SafeKeys.stored("a/b")).doesNotStartWith(SafeKeys.stored("a"));
        assertThat(SafeKeys.stored("a/")).doesNotStartWith(SafeKeys.stored("a"));
    }

    @Test
    void whatAKeyBeginsWithItsFileBeginsWith() {
        for (var key : List.of("a/b/c", "x//y", "../z", "/lead")) {
            for (var end = 0; end <= key.length(); end++) {
                assertThat(SafeKeys.stored(key)).startsWith(SafeKeys.storedPrefix(key.substring(0, end)));
            }
        }
    }

    @Test
    void whatIsHalfWrittenIsNoObjectAndGoesAtTheNextStart(@TempDir Path folder) throws IOException {
        var inside = Files.createDirectories(folder.resolve("bucket/a"));
        var whole = Files.writeString(inside.resolve("data-a4008f24-1084-497e-82d0-9b8b60ef3939\u0001"), "whole");
        var half = Files.writeString(inside.resolve("data\u0001-a4008f24-1084-497e-82d0-9b8b60ef3939"), "ha");
        assertThat(SafeKeys.isHalfWritten(SafeKeys.stored("a/data-1"))).isFalse();

        SafeKeys.deleteHalfWritten(folder);

        assertThat(half).doesNotExist();
        assertThat(whole).hasContent("whole");
    }

    @Test
    void noNameIsLongerThanAFileSystemTakes() {
        var key = "x".repeat(500) + "/" + "\ud83d\ude00".repeat(100);

        var stored = SafeKeys.stored(key);

        assertThat(stored.split("/", -1)).allSatisfy(name -> assertThat(name.getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(201));
        assertThat(SafeKeys.key(stored)).isEqualTo(key);
        assertThat(stored).startsWith(SafeKeys.storedPrefix("x".repeat(200)));
        assertThat(stored).startsWith(SafeKeys.storedPrefix("x".repeat(201)));
        assertThat(stored).startsWith(SafeKeys.storedPrefix("x".repeat(500) + "/\ud83d\ude00"));
    }

    @Test
    void theOrderOfKeysStays() {
        var keys = List.of("a", "a!", "a/", "a/b", "a0", "b");
        assertThat(keys).isSorted();
        assertThat(keys.stream().map(SafeKeys::stored).toList()).isSorted();
    }
}
