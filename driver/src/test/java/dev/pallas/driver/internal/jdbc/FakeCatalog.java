package dev.pallas.driver.internal.jdbc;

import dev.pallas.driver.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A catalog in memory. */
final class FakeCatalog implements Catalog {
    final List<Table> tables = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    CompletionStage<List<String>> catalogs = CompletableFuture.completedFuture(List.of("AwsDataCatalog", "tpch"));

    void table(String database, String name, String type, TableColumn... columns) {
        tables.add(new Table("AwsDataCatalog", database, name, type, "about " + name, List.of(columns)));
    }

    @Override
    public CompletionStage<List<String>> listCatalogs() {
        calls.add("catalogs");
        return catalogs;
    }

    @Override
    public CompletionStage<List<String>> listDatabases(String catalog) {
        calls.add("databases of " + catalog);
        return CompletableFuture.completedFuture(tables.stream()
                .filter(table -> table.catalog().equals(catalog))
                .map(Table::database)
                .distinct()
                .toList());
    }

    @Override
    public CompletionStage<Optional<Table>> findTable(String catalog, String database, String name) {
        calls.add("table " + catalog + "." + database + "." + name);
        return CompletableFuture.completedFuture(tables.stream()
                .filter(table -> table.catalog().equals(catalog))
                .filter(table -> table.database().equals(database))
                .filter(table -> table.name().equals(name))
                .findFirst());
    }

    @Override
    public CompletionStage<List<Table>> listTables(String catalog, String database) {
        calls.add("tables of " + catalog + "." + database);
        return CompletableFuture.completedFuture(tables.stream()
                .filter(table -> table.catalog().equals(catalog))
                .filter(table -> table.database().equals(database))
                .toList());
    }
}
