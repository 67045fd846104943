package dev.pallas.local.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    private static final JavaRuntime JAVA = new JavaRuntime(Path.of("jdk"), Runtime.Version.parse("17.0.1"));
    private static final List<Path> JARS = List.of(Path.of("a.jar"), Path.of("b.jar"));

    @TempDir
    Path cache;

    @Test
    void theFirstStartLeavesAMarkTheSecondWritesTheThirdReads() throws IOException {
        var first = archive();
        assertThat(first.options()).isEmpty();
        first.ended(true);

        var second = archive();
        assertThat(second.writes()).isTrue();
        Files.writeString(written(second), "classes");
        second.ended(true);

        var third = archive();
        assertThat(third.writes()).isFalse();
        var read = Path.of(value(third, "-XX:SharedArchiveFile="));
        assertThat(read).hasContent("classes").hasParent(cache);
        third.ended(true);
        assertThat(read).exists();
    }

    @Test
    void whatWasCutShortIsThrownAway() throws IOException {
        archive();
        var writing = archive();
        Files.writeString(written(writing), "half");
        writing.ended(false);

        assertThat(written(writing)).doesNotExist();
        assertThat(archive().writes()).isTrue();
    }

    @Test
    void aProcessThatWroteNothingChangesNothing() {
        archive();
        archive().ended(true);

        assertThat(archive().writes()).isTrue();
    }

    @Test
    void twoThatWriteAtTheSameTimeDoNotMeet() throws IOException {
        archive();
        var one = archive();
        var other = archive();
        Files.writeString(written(one), "one");
        Files.writeString(written(other), "other");
        one.ended(true);
        other.ended(true);

        assertThat(Path.of(value(archive(), "-XX:SharedArchiveFile="))).hasContent("other");
        try (var files = Files.list(cache)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst(".*\\.", "")))
                    .containsExactlyInAnyOrder("jsa", "seen");
        }
    }

    @Test
    void whatAKilledLauncherLeftIsCleanedUp() throws IOException {
        archive();
        var killed = archive();
        Files.writeString(written(killed), "classes");
        var orderly = archive();
        Files.writeString(written(orderly), "classes");
        orderly.ended(true);

        assertThat(archive().writes()).isFalse();
        assertThat(written(killed)).doesNotExist();
    }

    @Test
    void anotherJavaAndOtherJarsHaveAnArchiveOfTheirOwn() {
        archive();
        var later = new JavaRuntime(JAVA.home(), Runtime.Version.parse("17.0.2"));
        assertThat(ClassArchive.of(cache, later, JARS).writes()).isFalse();
        assertThat(ClassArchive.of(cache, JAVA, List.of(Path.of("a.jar"))).writes())
                .isFalse();
        assertThat(archive().writes()).isTrue();
    }

    @Test
    void withoutACacheThereIsNoArchive() {
        for (var i = 0; i < 3; i++) {
            var none = ClassArchive.of(null, JAVA, JARS);
            assertThat(none.options()).isEmpty();
            none.ended(true);
        }
        var missing = cache.resolve("missing");
        for (var i = 0; i < 3; i++) {
            assertThat(ClassArchive.of(missing, JAVA, JARS).options()).isEmpty();
        }
    }

    private ClassArchive archive() {
        return ClassArchive.of(cache, JAVA, JARS);
    }

    private static Path written(ClassArchive archive) {
        return Path.of(value(archive, "-XX:ArchiveClassesAtExit="));
    }

    private static String value(ClassArchive archive, String option) {
        return archive.options().stream()
                .filter(each -> each.startsWith(option))
                .findFirst()
                .orElseThrow()
                .substring(option.length());
    }
}
