package dev.pallas.dialect.internal.batch;

import dev.pallas.dialect.AthenaDialect;
import org.hibernate.boot.SessionFactoryBuilder;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.boot.spi.SessionFactoryBuilderFactory;
import org.hibernate.boot.spi.SessionFactoryBuilderImplementor;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.mapping.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Takes the dialect's ordering of updates back where a collection refers to other columns than its owner's id. With it Hibernate sorts the changes of a flush
 * by the keys of their collections, and fails with a NullPointerException on such a key that is null. What the application sets stays.
 */
public final class UnorderedUpdates implements SessionFactoryBuilderFactory {
    @Override
    public @Nullable SessionFactoryBuilder getSessionFactoryBuilder(
            MetadataImplementor metadata, SessionFactoryBuilderImplementor builder) {
        if (metadata.getDatabase().getDialect() instanceof AthenaDialect
                && !isSet(metadata)
                && metadata.getCollectionBindings().stream().anyMatch(UnorderedUpdates::mayHaveNoKey)) {
            builder.applyOrderingOfUpdates(false);
        }
        // the builder that is there goes on
        return null;
    }

    private static boolean mayHaveNoKey(Collection collection) {
        return collection.getReferencedPropertyName() != null;
    }

    private static boolean isSet(MetadataImplementor metadata) {
        return metadata.getMetadataBuildingOptions()
                .getServiceRegistry()
                .requireService(ConfigurationService.class)
                .getSettings()
                .containsKey(BatchSettings.ORDER_UPDATES);
    }
}
