package dev.pallas.dialect.internal.type;

import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/** A type of whose values the engine writes a text into JSON that only the type itself can read. */
interface NestedLeaf {
    /**
     * Reads a value.
     *
     * @param text what the engine wrote
     * @param type what the value is to be in Java
     * @param options the session's
     * @return the value
     */
    <X> @Nullable X fromText(String text, JavaType<X> type, WrapperOptions options);
}
