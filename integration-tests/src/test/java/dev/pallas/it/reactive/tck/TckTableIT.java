package dev.pallas.it.reactive.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.tck.DriverTestBase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the kit and the table of what is left out of it together. */
class TckTableIT {
    private static final String PACKAGE = "io/vertx/sqlclient/tck/";

    /** What the others extend. */
    private static final String COMMON_BASE = "DataTypeTestBase";

    @Test
    void eachClassOfTheKitRunsOrIsInTheTable() throws Exception {
        assertThat(classesOfTheKit()).hasSizeGreaterThan(10).allSatisfy(testBase -> assertThat(
                        runs(testBase) || skipped(testBase, "").findAny().isPresent())
                .as(testBase)
                .isTrue());
    }

    @Test
    void eachRowNamesATestThatIsThereAndAReason() {
        assertThat(Skips.all()).isNotEmpty().allSatisfy(skip -> {
            assertThat(skip.reason()).endsWith(".");
            assertThat(
                            skip.test().isEmpty()
                                    ? !runs(skip.testBase())
                                    : tests(skip.testBase()).contains(skip.test()))
                    .as(skip.toString())
                    .isTrue();
        });
    }

    private static Stream<Skips.Skip> skipped(String testBase, String test) {
        return Skips.all().stream()
                .filter(skip -> skip.testBase().equals(testBase) && skip.test().equals(test));
    }

    private static List<String> classesOfTheKit() throws Exception {
        var jar = Path.of(DriverTestBase.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var kit = new JarFile(jar.toFile())) {
            return kit.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(PACKAGE) && name.endsWith("TestBase.class"))
                    .map(name -> name.substring(PACKAGE.length(), name.length() - ".class".length()))
                    .filter(name -> !name.equals(COMMON_BASE))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean runs(String testBase) {
        var name = TckTableIT.class.getPackageName() + ".Tck" + testBase.replace("TestBase", "IT");
        try {
            return Class.forName(name).getSuperclass().getSimpleName().equals(testBase);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static List<String> tests(String testBase) {
        try {
            return Stream.of(Class.forName((PACKAGE + testBase).replace('/', '.'))
                            .getMethods())
                    .filter(method -> method.isAnnotationPresent(org.junit.Test.class))
                    .map(method -> method.getName())
                    .toList();
        } catch (ClassNotFoundException e) {
            return List.of();
        }
    }
}
