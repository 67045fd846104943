package dev.pallas.local.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheUseTest {
    private static final Instant NOW = Instant.parse("2026-03-31T10:00:00Z");

    @TempDir
    Path cache;

    @Test
    void whatNobodyUsedForAMonthIsDeleted() throws IOException {
        var old = file("old.jar", 31);
        var recent = file("recent.jar", 29);
        var folder = Files.createDirectory(cache.resolve("storage-1"));
        Files.writeString(folder.resolve("s.jar"), "s");
        age(folder, 40);

        CacheUse.begin(cache, NOW);

        assertThat(old).doesNotExist();
        assertThat(folder).doesNotExist();
        assertThat(recent).exists();
    }

    @Test
    void nothingIsDeletedWhileAnotherUsesTheCache() throws IOException {
        var old = file("old.jar", 31);
        try (var other = FileChannel.open(
                        cache.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                var lock = other.lock(0, Long.MAX_VALUE, true)) {
            assertThat(lock.isShared()).isTrue();
            CacheUse.begin(cache, NOW);
        }
        assertThat(old).exists();
    }

    @Test
    void aUseIsNotedOnceADay() throws IOException {
        var old = file("old.jar", 5);
        var today = file("today.jar", 0);

        CacheUse.touch(List.of(old, today), NOW.plusSeconds(60));

        assertThat(Files.getLastModifiedTime(old).toInstant()).isEqualTo(NOW.plusSeconds(60));
        assertThat(Files.getLastModifiedTime(today).toInstant()).isEqualTo(NOW);
    }

    private Path file(String name, int days) throws IOException {
        return age(Files.writeString(cache.resolve(name), name), days);
    }

    private static Path age(Path path, int days) throws IOException {
        return Files.setLastModifiedTime(path, FileTime.from(NOW.minus(Duration.ofDays(days))));
    }
}
