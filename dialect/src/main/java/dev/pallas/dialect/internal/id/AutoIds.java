package dev.pallas.dialect.internal.id;

import dev.pallas.dialect.AthenaDialect;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.TableGenerator;
import java.lang.annotation.Annotation;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.annotations.GenericGenerator;
import org.hibernate.annotations.IdGeneratorType;
import org.hibernate.annotations.NativeGenerator;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.model.internal.GeneratorAnnotationHelper;
import org.hibernate.boot.model.internal.GeneratorStrategies;
import org.hibernate.boot.models.HibernateAnnotations;
import org.hibernate.boot.models.JpaAnnotations;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.generator.Generator;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.SimpleValue;
import org.hibernate.mapping.Value;
import org.hibernate.models.spi.AnnotationDescriptor;
import org.hibernate.models.spi.ClassDetails;
import org.hibernate.models.spi.MemberDetails;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code GenerationType.AUTO} and {@code @NativeGenerator} work where Hibernate would take a sequence, which Athena does not have. A sequence or
 * table that the mapping names stays what it is, and is refused. Databases other than Athena keep what they have.
 */
public final class AutoIds implements AdditionalMappingContributor {
    @Override
    public void contribute(
            AdditionalMappingContributions contributions,
            InFlightMetadataCollector metadata,
            @Nullable ResourceStreamLocator resources,
            MetadataBuildingContext context) {
        if (!(metadata.getDatabase().getDialect() instanceof AthenaDialect)) {
            return;
        }
        for (var entity : metadata.getEntityBindingMap().values()) {
            if (entity instanceof RootClass root) {
                new OfEntity(root, context).contribute();
            }
        }
    }

    private static Generator create(GeneratorCreationContext context) {
        var generator = new AutoIdGenerator();
        generator.configure(context, new Properties());
        generator.initialize(context.getSqlStringGenerationContext());
        return generator.orWithoutJdbc(context);
    }

    private record OfEntity(RootClass entity, MetadataBuildingContext context) {
        void contribute() {
            if (entity.getIdentifier() instanceof Component component) {
                var ofComponent = classDetails(component.getComponentClassName());
                for (var property : component.getProperties()) {
                    contribute(property, property.getValue(), ofComponent);
                    fitIntoComponent(property.getValue());
                }
            } else if (entity.getIdentifierProperty() != null) {
                contribute(entity.getIdentifierProperty(), entity.getIdentifier(), null);
            }
        }

        private void contribute(Property property, Value value, @Nullable ClassDetails component) {
            if (value instanceof SimpleValue id
                    && !id.getCustomIdGeneratorCreator().isAssigned()
                    && Stream.of(classDetails(entity.getClassName()), component)
                            .flatMap(owner -> members(owner, property.getName()))
                            .anyMatch(this::isAutomatic)) {
                id.setCustomIdGeneratorCreator(AutoIds::create);
            }
        }

        private void fitIntoComponent(Value value) {
            if (value instanceof SimpleValue part
                    && !part.getCustomIdGeneratorCreator().isAssigned()) {
                var creator = part.getCustomIdGeneratorCreator();
                GeneratorsWithoutJdbc.of(context.getBootstrapContext().getServiceRegistry())
                        .ifPresent(generators -> part.setCustomIdGeneratorCreator(
                                creation -> generators.partOfId(creator.createGenerator(creation))));
            }
        }

        private @Nullable ClassDetails classDetails(@Nullable String name) {
            return name == null
                    ? null
                    : context.getMetadataCollector().getClassDetailsRegistry().findClassDetails(name);
        }

        private static Stream<MemberDetails> members(@Nullable ClassDetails owner, String name) {
            return Stream.<@Nullable ClassDetails>iterate(
                            owner,
                            details -> details != null,
                            details -> details == null ? null : details.getSuperClass())
                    .flatMap(details -> details == null
                            ? Stream.<MemberDetails>of()
                            : Stream.concat(details.getFields().stream(), details.getMethods().stream()))
                    .filter(member -> name.equals(member.resolveAttributeName()));
        }

        private boolean isAutomatic(MemberDetails member) {
            if (member.hasDirectAnnotationUsage(NativeGenerator.class)) {
                return true;
            }
            var value = member.getDirectAnnotationUsage(GeneratedValue.class);
            return value != null
                    && value.strategy() == GenerationType.AUTO
                    && !member.getType().isImplementor(UUID.class)
                    && !member.getType().isImplementor(String.class)
                    && !isNamed(value.generator())
                    && !isAnnotated(member, value.generator());
        }

        /** Whether the name stands for a generator that is declared for all, or for one of Hibernate's old names. */
        private boolean isNamed(String generator) {
            var global = context.getMetadataCollector().getGlobalRegistrations();
            var name = generator.isBlank() ? entity.getJpaEntityName() : generator;
            return global.getSequenceGeneratorRegistrations().containsKey(name)
                    || global.getTableGeneratorRegistrations().containsKey(name)
                    || global.getGenericGeneratorRegistrations().containsKey(name)
                    || (!generator.isBlank()
                            && GeneratorStrategies.mapLegacyNamedGenerator(generator, context) != null);
        }

        @SuppressWarnings("removal") // mappings may still use @GenericGenerator
        private boolean isAnnotated(MemberDetails member, String generator) {
            // without a name Hibernate takes the first that it finds
            var name = generator.isBlank() ? null : generator;
            return isDeclared(JpaAnnotations.SEQUENCE_GENERATOR, SequenceGenerator::name, name, member)
                    || isDeclared(JpaAnnotations.TABLE_GENERATOR, TableGenerator::name, name, member)
                    || isDeclared(HibernateAnnotations.GENERIC_GENERATOR, GenericGenerator::name, name, member)
                    || isMetaAnnotated(member);
        }

        private <A extends Annotation> boolean isDeclared(
                AnnotationDescriptor<A> type, Function<A, String> nameOf, @Nullable String name, MemberDetails member) {
            var owner = classDetails(entity.getClassName());
            return owner != null
                    && GeneratorAnnotationHelper.findLocalizedMatch(
                                    type, member, owner, name == null ? null : nameOf, name, context)
                            != null;
        }

        private boolean isMetaAnnotated(MemberDetails member) {
            var models = context.getBootstrapContext().getModelsContext();
            var ofPackage = GeneratorAnnotationHelper.locatePackageInfoDetails(member.getDeclaringType(), context);
            return Stream.of(member, member.getDeclaringType(), ofPackage)
                    .anyMatch(target -> target != null
                            && !target.getMetaAnnotated(IdGeneratorType.class, models)
                                    .isEmpty());
        }
    }
}
