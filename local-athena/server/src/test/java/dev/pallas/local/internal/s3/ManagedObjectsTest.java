package dev.pallas.local.internal.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedObjectsTest {
    private static final S3Location RESULT = ManagedObjects.ROOT.resolve("tables/id.csv");

    @TempDir
    Path folder;

    private ManagedObjects objects;

    @BeforeEach
    void open() throws IOException {
        var others = (S3Objects) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {S3Objects.class}, (proxy, method, arguments) -> {
                    throw new IOException("asked S3: " + method.getName());
                });
        objects = new ManagedObjects(others, folder.resolve("managed"));
    }

    @Test
    void anObjectIsThereWhenItIsWhole() throws Exception {
        try (var out = objects.create(RESULT)) {
            out.write("ab\u00e4".getBytes(UTF_8));
            assertThat(objects.exists(RESULT)).isFalse();
            assertThat(objects.list(ManagedObjects.ROOT)).isEmpty();
        }

        assertThat(objects.open(RESULT).readAllBytes()).isEqualTo("ab\u00e4".getBytes(UTF_8));
        assertThat(objects.open(RESULT, 2).readAllBytes()).isEqualTo("\u00e4".getBytes(UTF_8));
        assertThat(objects.list(ManagedObjects.ROOT.resolve("tab"))).containsExactly(new S3Objects.S3Entry(RESULT, 4));
        objects.deletePrefix(ManagedObjects.ROOT.resolve("tables/"));
        assertThat(objects.exists(RESULT)).isFalse();
    }

    @Test
    void whatWasGivenUpIsNotThere() throws Exception {
        var out = objects.create(RESULT);
        out.write(1);
        out.abort();
        out.close();

        assertThat(objects.exists(RESULT)).isFalse();
        assertThatThrownBy(() -> objects.open(RESULT)).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void noNameLeadsOutOfTheFolder() {
        assertThatThrownBy(() -> objects.put(ManagedObjects.ROOT.resolve("../out"), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noClientCanNameTheBucket() {
        assertThatThrownBy(() -> S3Location.of("s3:///managed/x")).isInstanceOf(IllegalArgumentException.class);
        assertThat(S3Location.of("s3://managed/x")).isNotEqualTo(ManagedObjects.ROOT.resolve("x"));
    }

    @Test
    void allElseIsS3s() {
        assertThatThrownBy(() -> objects.open(S3Location.of("s3://managed/tables/id.csv")))
                .hasMessage("asked S3: open");
    }
}
