package dev.pallas.local.internal.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.x500.X500Principal;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.Test;

class SubjectCallsTest {
    private static final Subject ANNE = new Subject(true, Set.of(new X500Principal("CN=Anne")), Set.of(), Set.of());

    /** What is patched here as Hadoop's class is by the build. */
    static final class Asks {
        private Asks() {}

        @SuppressWarnings("removal") // what the patch is about
        static Subject subject() {
            return Subject.getSubject(AccessController.getContext());
        }
    }

    @Test
    @SuppressWarnings("removal") // libraries that run on 17 act for a subject in this way
    void theCurrentSubjectIsKnown() {
        assertThat(CurrentSubject.get()).isNull();
        assertThat(Subject.doAs(ANNE, (PrivilegedAction<Subject>) CurrentSubject::get))
                .isEqualTo(ANNE);
    }

    @Test
    @SuppressWarnings("removal") // as above
    void aPatchedClassAsksForTheCurrentSubject() throws Exception {
        var patched = MethodHandles.lookup().defineHiddenClass(SubjectCalls.patch(bytes(Asks.class)), true);
        var subject = patched.lookupClass().getDeclaredMethod("subject");

        var told = Subject.doAs(ANNE, (PrivilegedAction<Object>) () -> {
            try {
                return subject.invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(told).isEqualTo(ANNE);
        assertThat(subject.invoke(null)).isNull();
    }

    @Test
    void aClassThatDoesNotAskIsNoClassToPatch() {
        assertThatThrownBy(() -> SubjectCalls.patch(bytes(SubjectCalls.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not call");
    }

    @Test
    void hadoopKnowsWhoItIsOnThisJdk() throws IOException {
        assertThat(UserGroupInformation.getCurrentUser().getShortUserName()).isEqualTo(System.getProperty("user.name"));
        assertThat(UserGroupInformation.class.getProtectionDomain().getCodeSource())
                .isEqualTo(SubjectCalls.class.getProtectionDomain().getCodeSource());
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (var in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }
}
