package dev.pallas.local.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerJarsTest {
    @TempDir
    Path folder;

    private Path cache;

    @BeforeEach
    void makeCache() throws IOException {
        cache = Files.createDirectory(folder.resolve("cache"));
    }

    @Test
    void unpacksTheServersJarsWithItsOwnFirst() throws IOException {
        var unpacked = ServerJars.unpack(artifact("one"), cache);
        assertThat(unpacked.classPath()).hasSize(3);
        assertThat(unpacked.classPath().get(0).getFileName().toString()).startsWith("pallas-server-");
        assertThat(Files.readString(unpacked.classPath().get(1))).isEqualTo("content of a");
        try (var storage = Files.list(unpacked.storage())) {
            assertThat(storage.map(jar -> read(jar))).containsExactly("content of s");
        }
    }

    @Test
    void aSecondTimeUsesWhatIsThere() throws IOException {
        var artifact = artifact("one");
        var first = ServerJars.unpack(artifact, cache);
        var modified = Files.getLastModifiedTime(first.classPath().get(1));
        assertThat(ServerJars.unpack(artifact, cache)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first.classPath().get(1))).isEqualTo(modified);
    }

    @Test
    void versionsShareWhatTheyHaveInCommon() throws IOException {
        var one = ServerJars.unpack(artifact("one"), cache).classPath();
        var two = ServerJars.unpack(artifact("two"), cache).classPath();
        assertThat(two.get(0)).isNotEqualTo(one.get(0));
        assertThat(two.subList(1, 3)).isEqualTo(one.subList(1, 3));
    }

    @Test
    void aHalfWrittenJarIsReplaced() throws IOException {
        var artifact = artifact("one");
        var jar = ServerJars.unpack(artifact, cache).classPath().get(1);
        Files.writeString(jar, "half");
        ServerJars.unpack(artifact, cache);
        assertThat(jar).hasContent("content of a");
    }

    @Test
    void manyAtOnceDoNotDisturbEachOther() throws IOException {
        var artifact = artifact("one");
        var all = List.of(1, 2, 3, 4, 5, 6).stream()
                .map(i -> CompletableFuture.supplyAsync(() -> unpack(artifact)))
                .toList();
        var expected = ServerJars.unpack(artifact, cache);
        assertThat(all).extracting(CompletableFuture::join).containsOnly(expected);
        try (var files = Files.list(cache)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("part-")))
                    .isEmpty();
        }
    }

    @Test
    void anArtifactWithoutJarsIsAnError() throws IOException {
        var empty = folder.resolve("empty.jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(empty))) {
            jar.putNextEntry(new ZipEntry("META-INF/other"));
        }
        assertThatThrownBy(() -> ServerJars.unpack(empty, cache))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("holds no jars");
    }

    private ServerJars.Unpacked unpack(Path artifact) {
        try {
            return ServerJars.unpack(artifact, cache);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path artifact(String version) throws IOException {
        var file = folder.resolve(version + ".jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
            entry(jar, "server/b.jar", "content of b");
            entry(jar, "server/a.jar", "content of a");
            entry(jar, "server/pallas-server.jar", "version " + version);
            entry(jar, "storage/s.jar", "content of s");
        }
        return file;
    }

    private static void entry(JarOutputStream jar, String name, String content) throws IOException {
        jar.putNextEntry(new ZipEntry("META-INF/pallas/" + name));
        jar.write(content.getBytes(StandardCharsets.UTF_8));
    }
}
