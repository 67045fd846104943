package dev.pallas.dialect.internal;

import dev.pallas.dialect.AthenaDialect;
import org.hibernate.boot.registry.selector.spi.DialectSelector;
import org.hibernate.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/** Lets {@code hibernate.dialect=Athena} mean {@link AthenaDialect}. */
public final class AthenaDialectSelector implements DialectSelector {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Class<? extends Dialect> resolve(String name) {
        return switch (name) {
            case "Athena", "AthenaDialect" -> AthenaDialect.class;
            default -> null;
        };
    }
}
