package dev.pallas.dialect.internal.schema;

import dev.pallas.dialect.AthenaDialect;
import java.util.EnumSet;
import java.util.List;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.EventType;
import org.hibernate.generator.Generator;
import org.hibernate.generator.OnExecutionGenerator;
import org.hibernate.generator.internal.GeneratedGeneration;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.Property;
import org.jspecify.annotations.Nullable;

/**
 * Lets the INSERT write what a database would fill in: the {@code @ColumnDefault} of a {@code @Generated} attribute, which Hibernate leaves out of the
 * INSERT and reads back. Athena's columns have no defaults.
 */
public final class WrittenDefaults implements AdditionalMappingContributor {
    @Override
    public void contribute(
            AdditionalMappingContributions contributions,
            InFlightMetadataCollector metadata,
            @Nullable ResourceStreamLocator resources,
            MetadataBuildingContext context) {
        if (metadata.getDatabase().getDialect() instanceof AthenaDialect dialect) {
            metadata.getEntityBindingMap().values().forEach(entity -> contribute(entity.getProperties(), dialect));
        }
    }

    private static void contribute(List<Property> properties, Dialect dialect) {
        for (var property : properties) {
            var creator = property.getValueGeneratorCreator();
            if (property.getValue() instanceof Component embedded) {
                contribute(embedded.getProperties(), dialect);
            } else if (creator != null
                    && !property.getColumns().isEmpty()
                    && property.getColumns().stream().allMatch(column -> column.getDefaultValue() != null)) {
                var defaults = property.getColumns().stream()
                        .map(Column::getDefaultValue)
                        .toList();
                property.setValueGeneratorCreator(
                        creation -> withDefaults(creator.createGenerator(creation), defaults, dialect));
            }
        }
    }

    private static Generator withDefaults(Generator generator, List<String> defaults, Dialect dialect) {
        return generator instanceof GeneratedGeneration generated
                        && generated.generatesOnInsert()
                        && !generated.referenceColumnsInSql(dialect)
                ? new OnInsert(generated, defaults)
                : generator;
    }

    private record OnInsert(GeneratedGeneration generated, List<String> defaults) implements OnExecutionGenerator {
        @Override
        public EnumSet<EventType> getEventTypes() {
            return generated.getEventTypes();
        }

        @Override
        public boolean generatedOnExecution(Object entity, SharedSessionContractImplementor session) {
            return true;
        }

        /** An update leaves the column alone, as it does where the database has the default. */
        @Override
        public boolean referenceColumnsInSql(Dialect dialect, EventType event) {
            return event == EventType.INSERT;
        }

        @Override
        public boolean referenceColumnsInSql(Dialect dialect) {
            return true;
        }

        @Override
        public boolean writePropertyValue() {
            return false;
        }

        @Override
        public String[] getReferencedColumnValues(Dialect dialect) {
            return defaults.toArray(String[]::new);
        }

        @Override
        public boolean allowMutation() {
            return generated.allowMutation();
        }
    }
}
