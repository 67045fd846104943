package dev.pallas.dialect.internal.schema;

import dev.pallas.dialect.AthenaDialect;
import dev.pallas.dialect.internal.temporal.IcebergTimeTravel;
import java.util.regex.Pattern;
import org.hibernate.boot.MetadataBuilder;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.spi.MetadataBuilderImplementor;
import org.hibernate.boot.spi.MetadataBuilderInitializer;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Gives tables and columns names that queries can say. Of an entity that is a nested class and has no name Hibernate makes {@code Outer$Inner}, and
 * what stands behind a dollar sign is for Athena one of the tables in which Iceberg describes another. What has other letters than those of ASCII,
 * or begins with a digit, is a name in quotes only.
 */
public final class NamesInQueries implements MetadataBuilderInitializer {
    @Override
    public void contribute(MetadataBuilder builder, StandardServiceRegistry registry) {
        if (builder instanceof MetadataBuilderImplementor implementor
                && registry.requireService(JdbcEnvironment.class).getDialect() instanceof AthenaDialect) {
            var configured = implementor.getMetadataBuildingOptions().getPhysicalNamingStrategy();
            builder.applyPhysicalNamingStrategy(new Sayable(configured));
        }
    }

    private record Sayable(PhysicalNamingStrategy configured) implements PhysicalNamingStrategy {
        private static final Pattern PLAIN = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

        private static @Nullable Identifier quoted(@Nullable Identifier name) {
            return name == null
                            || name.isQuoted()
                            || PLAIN.matcher(name.getText()).matches()
                    ? name
                    : new Identifier(name.getText(), true);
        }

        @Override
        public @Nullable Identifier toPhysicalTableName(Identifier logical, JdbcEnvironment environment) {
            var name = configured.toPhysicalTableName(logical, environment);
            return name == null || !name.getText().contains("$") || IcebergTimeTravel.isMetadata(name.getText())
                    ? quoted(name)
                    : quoted(new Identifier(name.getText().replace('$', '_'), name.isQuoted()));
        }

        @Override
        public @Nullable Identifier toPhysicalCatalogName(@Nullable Identifier logical, JdbcEnvironment environment) {
            return quoted(configured.toPhysicalCatalogName(logical, environment));
        }

        @Override
        public @Nullable Identifier toPhysicalSchemaName(@Nullable Identifier logical, JdbcEnvironment environment) {
            return quoted(configured.toPhysicalSchemaName(logical, environment));
        }

        @Override
        public @Nullable Identifier toPhysicalSequenceName(@Nullable Identifier logical, JdbcEnvironment environment) {
            return configured.toPhysicalSequenceName(logical, environment);
        }

        @Override
        public @Nullable Identifier toPhysicalColumnName(@Nullable Identifier logical, JdbcEnvironment environment) {
            return quoted(configured.toPhysicalColumnName(logical, environment));
        }

        @Override
        public @Nullable Identifier toPhysicalTypeName(@Nullable Identifier logical, JdbcEnvironment environment) {
            return configured.toPhysicalTypeName(logical, environment);
        }
    }
}
