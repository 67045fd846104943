package dev.pallas.driver.internal.result;

import dev.pallas.driver.AthenaException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes records of a class from rows. */
final class RecordReader<R extends Record> {
    /** One for each class, for as long as the class is there. */
    private static final ClassValue<RecordReader<?>> READERS = new ClassValue<>() {
        @Override
        protected RecordReader<?> computeValue(Class<?> type) {
            return new RecordReader<>(type.asSubclass(Record.class));
        }
    };

    private final Class<R> type;
    private final Constructor<R> constructor;
    private final List<Component> components = new ArrayList<>();

    /**
     * @param column the name of the column for a component named in camel case
     * @param boxed the class that a value converts to
     */
    private record Component(String name, String column, Class<?> boxed, boolean primitive) {
        static Component of(RecordComponent component) {
            var raw = component.getType();
            return new Component(
                    component.getName(),
                    component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT),
                    MethodType.methodType(raw).wrap().returnType(),
                    raw.isPrimitive());
        }
    }

    private RecordReader(Class<R> type) {
        this.type = type;
        var all = type.getRecordComponents();
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new AthenaException(
                    "The record " + type.getName()
                            + " cannot be made here: open its package to this module, or read the"
                            + " columns by name.",
                    "07006",
                    null,
                    null,
                    false,
                    e);
        }
        for (var component : all) {
            components.add(Component.of(component));
        }
    }

    // the reader in the class value is made for the very class
    @SuppressWarnings("unchecked")
    static <R extends Record> RecordReader<R> of(Class<R> type) {
        return (RecordReader<R>) READERS.get(type);
    }

    R read(PageRow row) {
        var arguments = new @Nullable Object[components.size()];
        for (var i = 0; i < arguments.length; i++) {
            arguments[i] = argument(row, components.get(i));
        }
        try {
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new AthenaException(
                    "The record " + type.getName() + " refuses a row: " + cause.getMessage(),
                    "22000",
                    null,
                    null,
                    false,
                    cause);
        }
    }

    private @Nullable Object argument(PageRow row, Component component) {
        var places = row.shape().places();
        var place = places.get(component.name);
        if (place == null) {
            place = row.shape().place(component.column);
        }
        var value = component.boxed == Object.class ? row.get(place) : row.get(place, component.boxed);
        if (value == null && component.primitive) {
            throw new AthenaException(
                    "The component " + component.name + " of the record " + type.getName()
                            + " is of a primitive type, which cannot hold NULL: declare it as "
                            + component.boxed.getSimpleName() + ".",
                    "22002",
                    null,
                    null,
                    false,
                    null);
        }
        return value;
    }
}
