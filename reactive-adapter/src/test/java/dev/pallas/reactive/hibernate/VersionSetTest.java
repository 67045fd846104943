package dev.pallas.reactive.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.hibernate.reactive.session.ReactiveSession;
import org.junit.jupiter.api.Test;

/**
 * Links Hibernate Reactive against Hibernate ORM, of which it declares another version than the one here: each method that it has to
 * implement is there, and so is each that it calls. An upgrade of one of the two that breaks the other fails here.
 */
class VersionSetTest {
    private static final String HIBERNATE = "org/hibernate/";

    /** What is missing and does no harm, with the reason. */
    private static final Map<String, String> HARMLESS = Map.of(
            "org.hibernate.engine.internal.ReactivePersistenceContextAdapter lacks reentrantSafeManagedEntities()",
            "only Hibernate ORM's own flush listeners call it, and Hibernate Reactive replaces them");

    @Test
    void hibernateReactiveImplementsAndFindsAllOfHibernateOrm() throws Exception {
        var missing = new TreeSet<String>();
        var jar = Path.of(ReactiveSession.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var reactive = new JarFile(jar.toFile())) {
            for (var entry : reactive.stream().toList()) {
                if (entry.getName().startsWith(HIBERNATE) && entry.getName().endsWith(".class")) {
                    try (var bytes = reactive.getInputStream(entry)) {
                        missing.addAll(missingOf(new ClassReader(bytes)));
                    }
                }
            }
        }

        assertThat(missing).isEqualTo(new TreeSet<>(HARMLESS.keySet()));
    }

    @Test
    void whatIsNotThereIsFound() {
        assertThat(unimplemented(AbstractCollection.class))
                .containsExactly(
                        "java.util.AbstractCollection lacks iterator()", "java.util.AbstractCollection lacks size()");
        assertThat(isThere("org/hibernate/Session", "close", "()V")).isTrue();
        assertThat(isThere("org/hibernate/Session", "clse", "()V")).isFalse();
        assertThat(isThere("org/hibernate/NoSuchClass", "close", "()V")).isFalse();
    }

    private static List<String> missingOf(ClassReader reader) {
        var name = reader.getClassName().replace('/', '.');
        Class<?> type;
        try {
            type = load(reader.getClassName());
        } catch (ClassNotFoundException | LinkageError e) {
            return List.of(name + " does not load: " + e);
        }
        List<String> missing =
                new ArrayList<>(Modifier.isAbstract(type.getModifiers()) ? List.of() : unimplemented(type));
        called(reader).forEach((call, there) -> {
            if (!there) {
                missing.add(name + " calls " + call);
            }
        });
        return missing;
    }

    private static Class<?> load(String internalName) throws ClassNotFoundException {
        return Class.forName(internalName.replace('/', '.'), false, VersionSetTest.class.getClassLoader());
    }

    private static List<String> unimplemented(Class<?> type) {
        return Stream.concat(Stream.of(type.getMethods()), Stream.of(type.getDeclaredMethods()))
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(method -> type.getName() + " lacks " + signature(method))
                .distinct()
                .sorted()
                .toList();
    }

    private static String signature(Method method) {
        return method.getName()
                + Stream.of(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(java.util.stream.Collectors.joining(",", "(", ")"));
    }

    /** Each call of a class of Hibernate's, and whether it finds its method. */
    private static Map<String, Boolean> called(ClassReader reader) {
        Map<String, Boolean> calls = new TreeMap<>();
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return new MethodVisitor(Opcodes.ASM9) {
                            @Override
                            public void visitMethodInsn(
                                    int opcode,
                                    String owner,
                                    String method,
                                    String methodDescriptor,
                                    boolean isInterface) {
                                if (owner.startsWith(HIBERNATE)) {
                                    calls.computeIfAbsent(
                                            owner + "." + method + methodDescriptor,
                                            call -> isThere(owner, method, methodDescriptor));
                                }
                            }
                        };
                    }
                },
                ClassReader.SKIP_DEBUG);
        return calls;
    }

    private static boolean isThere(String owner, String method, String descriptor) {
        try {
            return declares(load(owner), method, descriptor);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean declares(Class<?> type, String method, String descriptor) {
        if (type == null) {
            return false;
        }
        var found = method.equals("<init>")
                ? Stream.of(type.getDeclaredConstructors())
                        .anyMatch(constructor ->
                                Type.getConstructorDescriptor(constructor).equals(descriptor))
                : Stream.of(type.getDeclaredMethods())
                        .anyMatch(candidate -> candidate.getName().equals(method)
                                && Type.getMethodDescriptor(candidate).equals(descriptor));
        return found
                || declares(type.getSuperclass(), method, descriptor)
                || Stream.of(type.getInterfaces()).anyMatch(parent -> declares(parent, method, descriptor))
                || (type.isInterface() && declares(Object.class, method, descriptor));
    }
}
