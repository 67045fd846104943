package dev.pallas.local.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Does what {@link LocalAthena} says. */
// until 5.13, JUnit closes only CloseableResources, and knows only getOrComputeIfAbsent
@SuppressWarnings("deprecation")
final class LocalAthenaExtension implements BeforeAllCallback, TestInstancePostProcessor, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(LocalAthenaExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        var server = server(context);
        inject(server, context.getRequiredTestClass(), null);
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) {
        inject(server(context), instance.getClass(), instance);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return ClassServer.gives(
                parameter.getParameter(), parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server(context)
                .value(parameter.getParameter(), parameter.getParameter().getType());
    }

    private static void inject(ClassServer server, Class<?> type, @Nullable Object instance) {
        var fields = ReflectionSupport.findFields(
                type,
                field -> Modifier.isStatic(field.getModifiers()) == (instance == null)
                        && ClassServer.gives(field, field.getType())
                        && !isConstant(field),
                HierarchyTraversalMode.TOP_DOWN);
        for (var field : fields) {
            try {
                if (!Modifier.isFinal(field.getModifiers()) && field.trySetAccessible()) {
                    field.set(instance, server.value(field, field.getType()));
                    continue;
                }
            } catch (IllegalAccessException e) {
                // said below
            }
            throw new ExtensionConfigurationException(field + " cannot be set: make it non-final.");
        }
    }

    /** A server that the class itself keeps in a final field is the class's own. */
    private static boolean isConstant(Field field) {
        return Modifier.isFinal(field.getModifiers()) && field.getType() == dev.pallas.local.LocalAthena.class;
    }

    /** What the nearest class with the annotation has; it is made when it is first asked for. */
    private static ClassServer server(ExtensionContext context) {
        var holder = context;
        var found = annotation(holder);
        while (found == null) {
            holder = holder.getParent()
                    .orElseThrow(() -> new ExtensionConfigurationException(
                            "The extension is used through the annotation @LocalAthena on a class."));
            found = annotation(holder);
        }
        var type = holder.getRequiredTestClass();
        // the context of the class itself, above those of its methods
        while (holder.getParent()
                .flatMap(ExtensionContext::getTestClass)
                .filter(type::equals)
                .isPresent()) {
            holder = holder.getParent().orElseThrow();
        }
        var annotation = found;
        return kept(holder.getStore(NAMESPACE), type, key -> start(context, annotation, type), ClassServer.class);
    }

    private static <K, V> V kept(Store store, K key, Function<K, V> maker, Class<V> type) {
        return Objects.requireNonNull(store.getOrComputeIfAbsent(key, maker, type));
    }

    private static @Nullable LocalAthena annotation(ExtensionContext context) {
        return context.getTestClass()
                .flatMap(type -> AnnotationSupport.findAnnotation(type, LocalAthena.class))
                .orElse(null);
    }

    private static ClassServer start(ExtensionContext context, LocalAthena annotation, Class<?> type) {
        var root = context.getRoot().getStore(NAMESPACE);
        var plan = new Wanted(annotation.tpch(), annotation.verifySignatures());
        var athena = kept(root, plan, PlanServer::new, PlanServer.class).athena;
        if (annotation.systemProperties()) {
            var set = kept(root, SystemProperties.class, key -> new SystemProperties(athena), SystemProperties.class);
            if (set.athena != athena) {
                throw new ExtensionConfigurationException(
                        "The system properties are set for another server already: all classes with systemProperties = true must"
                                + " agree on tpch and verifySignatures, and " + type.getName() + " differs.");
            }
        }
        return new ClassServer(
                athena, annotation.freshDatabase() ? ClassServer.databaseName(type, UUID.randomUUID()) : null);
    }

    /** What makes servers different. */
    private record Wanted(dev.pallas.local.Tpch tpch, boolean verifySignatures) {}

    /** A server of the test plan, which ends it only if it started it. */
    private static final class PlanServer implements Store.CloseableResource {
        final dev.pallas.local.LocalAthena athena;
        private final boolean own;

        PlanServer(Wanted wanted) {
            var builder = dev.pallas.local.LocalAthena.builder()
                    .tpch(wanted.tpch())
                    .verifySignatures(wanted.verifySignatures());
            own = !builder.isSharedRunning();
            athena = builder.shared();
        }

        @Override
        public void close() {
            if (own) {
                athena.stop();
            }
        }
    }

    /** The system properties of the JVM while the test plan runs. */
    private static final class SystemProperties implements Store.CloseableResource {
        final dev.pallas.local.LocalAthena athena;
        private final Map<String, @Nullable String> before = new HashMap<>();

        SystemProperties(dev.pallas.local.LocalAthena athena) {
            this.athena = athena;
            athena.systemProperties().forEach(this::set);
            set("pallas.local.jdbcUrl", athena.jdbcUrl());
        }

        private void set(String name, String value) {
            before.put(name, System.setProperty(name, value));
        }

        @Override
        public void close() {
            before.forEach((name, value) -> {
                if (value == null) {
                    System.clearProperty(name);
                } else {
                    System.setProperty(name, value);
                }
            });
        }
    }
}
