package dev.pallas.reactive.hibernate;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.Catalog;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedTableName;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelper;
import org.hibernate.tool.schema.extract.internal.ColumnInformationImpl;
import org.hibernate.tool.schema.extract.internal.TableInformationImpl;
import org.hibernate.tool.schema.extract.spi.ForeignKeyInformation;
import org.hibernate.tool.schema.extract.spi.IndexInformation;
import org.hibernate.tool.schema.extract.spi.InformationExtractor;
import org.hibernate.tool.schema.extract.spi.NameSpaceForeignKeysInformation;
import org.hibernate.tool.schema.extract.spi.NameSpaceIndexesInformation;
import org.hibernate.tool.schema.extract.spi.NameSpacePrimaryKeysInformation;
import org.hibernate.tool.schema.extract.spi.NameSpaceTablesInformation;
import org.hibernate.tool.schema.extract.spi.PrimaryKeyInformation;
import org.hibernate.tool.schema.extract.spi.SchemaExtractionException;
import org.hibernate.tool.schema.extract.spi.TableInformation;
import org.jspecify.annotations.Nullable;

/** Tables and their columns out of Athena's catalog. There are no keys and no indexes to be found. */
final class CatalogInformation implements InformationExtractor {
    private final AthenaSettings settings;
    private final IdentifierHelper identifiers;

    CatalogInformation(AthenaSettings settings, IdentifierHelper identifiers) {
        this.settings = settings;
        this.identifiers = identifiers;
    }

    @Override
    public boolean catalogExists(Identifier catalog) {
        return ask(Catalog::listCatalogs).stream().anyMatch(name -> name.equalsIgnoreCase(catalog.getText()));
    }

    @Override
    public boolean schemaExists(@Nullable Identifier catalog, Identifier schema) {
        return ask(athena -> athena.listDatabases(text(catalog))).stream()
                .anyMatch(name -> name.equalsIgnoreCase(schema.getText()));
    }

    @Override
    public @Nullable TableInformation getTable(
            @Nullable Identifier catalog, @Nullable Identifier schema, Identifier tableName) {
        return tables(catalog, schema).stream()
                .filter(table -> table.name().equalsIgnoreCase(tableName.getText()))
                .findFirst()
                .map(table -> information(table, catalog, schema))
                .orElse(null);
    }

    @Override
    public NameSpaceTablesInformation getTables(@Nullable Identifier catalog, @Nullable Identifier schema) {
        var all = new NameSpaceTablesInformation(identifiers);
        for (var table : tables(catalog, schema)) {
            all.addTableInformation(information(table, catalog, schema));
        }
        return all;
    }

    private List<Catalog.Table> tables(@Nullable Identifier catalog, @Nullable Identifier schema) {
        var database = schema == null ? settings.get("Database").orElse("default") : schema.getText();
        return ask(athena -> athena.listTables(text(catalog), database.toLowerCase(Locale.ROOT)));
    }

    private TableInformation information(
            Catalog.Table table, @Nullable Identifier catalog, @Nullable Identifier schema) {
        var name = new QualifiedTableName(catalog, schema, Identifier.toIdentifier(table.name()));
        var information = new TableInformationImpl(
                this, identifiers, name, !table.type().equals("VIRTUAL_VIEW"), table.comment());
        for (var column : table.columns()) {
            var type = withoutArguments(column.hiveType());
            information.addColumn(new ColumnInformationImpl(
                    information, Identifier.toIdentifier(column.name()), jdbcType(type), type, 0, 0, Boolean.TRUE));
        }
        return information;
    }

    private static String withoutArguments(String hiveType) {
        var type = hiveType.toLowerCase(Locale.ROOT);
        return type.startsWith("decimal") || type.startsWith("varchar") || type.startsWith("char")
                ? type.substring(0, type.indexOf('(') < 0 ? type.length() : type.indexOf('('))
                : type;
    }

    private static int jdbcType(String hiveType) {
        return switch (hiveType) {
            case "boolean" -> Types.BOOLEAN;
            case "tinyint" -> Types.TINYINT;
            case "smallint" -> Types.SMALLINT;
            case "int" -> Types.INTEGER;
            case "bigint" -> Types.BIGINT;
            case "float" -> Types.REAL;
            case "double" -> Types.DOUBLE;
            case "decimal" -> Types.DECIMAL;
            case "char" -> Types.CHAR;
            case "string", "varchar" -> Types.VARCHAR;
            case "binary" -> Types.VARBINARY;
            case "date" -> Types.DATE;
            case "timestamp" -> Types.TIMESTAMP;
            default -> nestedType(hiveType);
        };
    }

    private static int nestedType(String hiveType) {
        if (hiveType.startsWith("array<")) {
            return Types.ARRAY;
        }
        return hiveType.startsWith("struct<") ? Types.STRUCT : Types.OTHER;
    }

    /** Waits for the catalog: the schema tool of Hibernate is synchronous. */
    private <T> T ask(Function<Catalog, CompletionStage<T>> question) {
        try (var client = AthenaClient.open(settings)) {
            return question.apply(client.catalog()).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new SchemaExtractionException("The tables of Athena's catalog cannot be read: " + e.getCause(), e);
        }
    }

    private static @Nullable String text(@Nullable Identifier identifier) {
        return identifier == null ? null : identifier.getText();
    }

    @Override
    public @Nullable PrimaryKeyInformation getPrimaryKey(TableInformation table) {
        return null;
    }

    @Override
    public NameSpacePrimaryKeysInformation getPrimaryKeys(@Nullable Identifier catalog, @Nullable Identifier schema) {
        return new NameSpacePrimaryKeysInformation(identifiers);
    }

    @Override
    public Iterable<IndexInformation> getIndexes(TableInformation table) {
        return List.of();
    }

    @Override
    public NameSpaceIndexesInformation getIndexes(@Nullable Identifier catalog, @Nullable Identifier schema) {
        return new NameSpaceIndexesInformation(identifiers);
    }

    @Override
    public Iterable<ForeignKeyInformation> getForeignKeys(TableInformation table) {
        return List.of();
    }

    @Override
    public NameSpaceForeignKeysInformation getForeignKeys(@Nullable Identifier catalog, @Nullable Identifier schema) {
        return new NameSpaceForeignKeysInformation(identifiers);
    }

    @Override
    public boolean supportsBulkPrimaryKeyRetrieval() {
        return true;
    }

    @Override
    public boolean supportsBulkForeignKeyRetrieval() {
        return true;
    }

    @Override
    public boolean supportsBulkIndexRetrieval() {
        return true;
    }
}
