package dev.pallas.local.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The Java that runs the server.
 *
 * @param home as in {@code JAVA_HOME}
 * @param version as in the {@code java.version} of a JVM from there
 */
record JavaRuntime(Path home, Runtime.Version version) {
    /** A system property that names the home of the Java that runs the server; this JVM's if it is not set. */
    static final String HOME_PROPERTY = "pallas.local.java";

    private static final int FIRST_JDK = 17;

    /** The Java that the system property names, or the one that runs this. */
    static JavaRuntime chosen() {
        var chosen = System.getProperty(HOME_PROPERTY);
        return chosen == null || chosen.isEmpty()
                ? new JavaRuntime(Path.of(System.getProperty("java.home")), Runtime.version())
                : of(Path.of(chosen));
    }

    /**
     * A Java by its home.
     *
     * @throws IllegalStateException if there is none, or one that is too old
     */
    static JavaRuntime of(Path home) {
        var release = new Properties();
        try (var in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    home + " is no home of a Java: its file release cannot be read (" + e + ")", e);
        }
        var text = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        Runtime.Version version;
        try {
            version = Runtime.Version.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    home + " is no home of a Java: its file release names the version '" + text + "'", e);
        }
        if (version.feature() < FIRST_JDK) {
            throw new IllegalStateException(
                    "local-athena runs on JDK " + FIRST_JDK + " and later, not on " + version + " in " + home + ".");
        }
        return new JavaRuntime(home, version);
    }

    Path executable() {
        return home.resolve("bin").resolve("java");
    }

    Path keytool() {
        return home.resolve("bin").resolve("keytool");
    }

    /** The options for the JVM itself that suit the server, but for its heap. */
    List<String> options() {
        var options = new ArrayList<String>();
        options.add("-XX:+UseSerialGC");
        // queries here are short: compiling well costs more than it gains
        options.add("-XX:TieredStopAtLevel=1");
        // queries bring code of their own: when the default of 48 MB for one tier is full, the JVM only interprets
        options.add("-XX:ReservedCodeCacheSize=256m");
        options.add("-Xshare:auto");
        if (version.feature() >= 24) {
            // the engine's libraries use what later JDKs will do without, and each use would be told on standard error
            options.add("--sun-misc-unsafe-memory-access=allow");
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        return options;
    }
}
