package dev.pallas.local.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaRuntimeTest {
    @TempDir
    Path home;

    @Test
    void theVersionIsReadFromTheHome() throws IOException {
        release("IMPLEMENTOR=\"Someone\"\nJAVA_VERSION=\"25.0.3\"\n");

        var java = JavaRuntime.of(home);

        assertThat(java.version()).isEqualTo(Runtime.Version.parse("25.0.3"));
        assertThat(java.executable()).isEqualTo(home.resolve("bin").resolve("java"));
    }

    @Test
    void onlyLaterJdksAreToldWhatTheyWouldWarnOf() throws IOException {
        release("JAVA_VERSION=\"21.0.7\"");
        assertThat(JavaRuntime.of(home).options()).noneMatch(option -> option.startsWith("--"));

        release("JAVA_VERSION=\"24\"");
        assertThat(JavaRuntime.of(home).options())
                .contains("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void aFolderWithoutJavaIsReported() {
        assertThatThrownBy(() -> JavaRuntime.of(home))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(home + " is no home of a Java: its file release cannot be read");
    }

    @Test
    void aVersionThatCannotBeReadIsReported() throws IOException {
        release("IMPLEMENTOR=\"Someone\"");
        assertThatThrownBy(() -> JavaRuntime.of(home))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(home + " is no home of a Java: its file release names the version ''");
    }

    @Test
    void aJavaThatIsTooOldIsReported() throws IOException {
        release("JAVA_VERSION=\"11.0.2\"");
        assertThatThrownBy(() -> JavaRuntime.of(home))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("local-athena runs on JDK 17 and later, not on 11.0.2 in " + home + ".");
    }

    private void release(String content) throws IOException {
        Files.writeString(home.resolve("release"), content);
    }
}
