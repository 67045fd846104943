package dev.pallas.driver;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Metadata of the data catalogs. Thread-safe; no method blocks; a failure is an {@link AthenaException}. */
public interface Catalog {

    CompletionStage<List<String>> listCatalogs();

    /** The databases of a catalog; {@code null} is the catalog of the settings. */
    CompletionStage<List<String>> listDatabases(@Nullable String catalog);

    /** The tables and views of a database; {@code null} is the catalog of the settings. */
    CompletionStage<List<Table>> listTables(@Nullable String catalog, String database);

    /** One table or view; empty if there is none of that name. {@code null} is the catalog of the settings. */
    CompletionStage<Optional<Table>> findTable(@Nullable String catalog, String database, String table);

    /**
     * A table or view.
     *
     * @param type EXTERNAL_TABLE, MANAGED_TABLE or VIRTUAL_VIEW
     * @param columns the columns, those of the partition key last
     */
    record Table(
            String catalog,
            String database,
            String name,
            String type,
            @Nullable String comment,
            List<TableColumn> columns) {
        public Table {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column of a table.
     *
     * @param hiveType the type as the catalog gives it: {@code int}, {@code string}, {@code decimal(10,2)}, {@code array<int>}
     */
    record TableColumn(
            String name, String hiveType, @Nullable String comment, boolean partitionKey) {}
}
