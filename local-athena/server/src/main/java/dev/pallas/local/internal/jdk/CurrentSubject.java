package dev.pallas.local.internal.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.AccessController;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** The subject that the current thread acts for, on any JDK: {@code Subject.current()} exists since 18, and is the only way since 24. */
public final class CurrentSubject {
    private static final @Nullable MethodHandle CURRENT = current();

    private CurrentSubject() {}

    /** The subject of the running {@code Subject.doAs} or {@code callAs}, or null outside of both. */
    @SuppressWarnings("removal") // the only way on 17
    public static @Nullable Subject get() {
        if (CURRENT == null) {
            return Subject.getSubject(AccessController.getContext());
        }
        try {
            return (Subject) CURRENT.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable MethodHandle current() {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(Subject.class, "current", MethodType.methodType(Subject.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }
}
