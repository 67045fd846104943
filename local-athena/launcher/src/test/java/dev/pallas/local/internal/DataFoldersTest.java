package dev.pallas.local.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFoldersTest {
    private static final Instant BEFORE = Instant.parse("2026-03-31T10:00:00Z");

    @TempDir
    Path parent;

    @Test
    void onlyWhatNobodyHoldsAnyMoreIsDeleted() throws IOException {
        var abandoned = folder("pallas-local-athena-1", BEFORE.minusSeconds(1));
        var young = folder("pallas-local-athena-2", BEFORE.plusSeconds(1));
        var held = folder("pallas-local-athena-3", BEFORE.minusSeconds(1));
        var notOurs = folder("other-1", BEFORE.minusSeconds(1));
        var withoutLock = Files.createDirectory(parent.resolve("pallas-local-athena-4"));

        try (var channel = FileChannel.open(held.resolve("lock"), StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            DataFolders.deleteAbandoned(parent, BEFORE);
        }

        assertThat(abandoned).doesNotExist();
        assertThat(young).exists();
        assertThat(held).exists();
        assertThat(notOurs).exists();
        assertThat(withoutLock).exists();
    }

    private Path folder(String name, Instant time) throws IOException {
        var folder = Files.createDirectory(parent.resolve(name));
        var lock = Files.writeString(folder.resolve("lock"), "1");
        Files.setLastModifiedTime(lock, FileTime.from(time));
        return folder;
    }

    @Test
    void eachStartHasAScratchFolderOfItsOwn() {
        var one = DataFolders.scratch(parent.resolve("data"));
        var two = DataFolders.scratch(parent.resolve("data"));
        assertThat(one).isDirectory().isNotEqualTo(two).hasParent(two.getParent());
    }

    @Test
    void aFolderThatIsAFileIsSaid() throws IOException {
        var file = Files.writeString(parent.resolve("file"), "");
        assertThatThrownBy(() -> DataFolders.scratch(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("local-athena did not start: the data folder " + file + " cannot be written");
    }
}
