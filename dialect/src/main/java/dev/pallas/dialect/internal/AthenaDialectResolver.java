package dev.pallas.dialect.internal;

import dev.pallas.dialect.AthenaDialect;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;
import org.jspecify.annotations.Nullable;

/** Recognizes Athena by the product name that the driver reports, whichever driver it is. */
public final class AthenaDialectResolver implements DialectResolver {
    private static final long serialVersionUID = 1L;
    private static final String PRODUCT = "Amazon Athena";

    @Override
    public @Nullable Dialect resolveDialect(DialectResolutionInfo info) {
        var product = info.getDatabaseName();
        return product != null && product.regionMatches(true, 0, PRODUCT, 0, PRODUCT.length())
                ? new AthenaDialect(info)
                : null;
    }
}
