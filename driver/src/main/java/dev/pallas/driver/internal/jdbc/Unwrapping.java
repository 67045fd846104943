package dev.pallas.driver.internal.jdbc;

import java.sql.SQLException;
import java.sql.Wrapper;
import java.util.Optional;

/** {@link Wrapper} over the object itself and over what it stands on. */
interface Unwrapping extends Wrapper {

    /** The object of the asynchronous client behind this one. */
    default Optional<Object> wrapped() throws SQLException {
        return Optional.empty();
    }

    @Override
    default <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        var inner = wrapped();
        if (inner.isPresent() && type.isInstance(inner.get())) {
            return type.cast(inner.get());
        }
        throw SqlErrors.of(SqlErrors.BAD_VALUE, getClass().getSimpleName() + " does not wrap a " + type.getName());
    }

    @Override
    default boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || wrapped().filter(type::isInstance).isPresent();
    }
}
