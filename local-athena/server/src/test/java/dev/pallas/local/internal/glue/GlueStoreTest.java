package dev.pallas.local.internal.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.http.ApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlueStoreTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_500L), ZoneOffset.UTC);

    private final GlueStore store = new GlueStore(CLOCK);

    @BeforeEach
    void createTable() {
        store.createDatabase(named("Sales"));
        store.createTable("SALES", table("Orders"));
    }

    @Test
    void namesAreKeptInLowerCaseAndFoundInAny() {
        assertThat(store.getDatabase("SALES").path("Name").asText()).isEqualTo("sales");
        var table = store.getTable("Sales", "ORDERS");
        assertThat(table.path("Name").asText()).isEqualTo("orders");
        assertThat(table.path("DatabaseName").asText()).isEqualTo("sales");
        assertThat(table.path("CreateTime").asDouble()).isEqualTo(1_700_000_000.5);
    }

    @Test
    void aTableIsCompleted() {
        var table = store.getTable("sales", "orders");
        assertThat(table.path("Retention").asInt(-1)).isZero();
        assertThat(table.path("VersionId").asText()).isEqualTo("0");
        var storage = table.path("StorageDescriptor");
        assertThat(storage.path("NumberOfBuckets").asInt(-1)).isZero();
        assertThat(storage.path("Compressed").asBoolean(true)).isFalse();
        assertThat(storage.path("StoredAsSubDirectories").asBoolean(true)).isFalse();
        assertThat(storage.path("SortColumns").isArray()).isTrue();
        assertThat(storage.path("BucketColumns").isArray()).isTrue();
    }

    @Test
    void whatIsHandedOutIsACopy() {
        store.getTable("sales", "orders").put("Name", "changed");
        assertThat(store.getTable("sales", "orders").path("Name").asText()).isEqualTo("orders");
    }

    @Test
    void whatIsMissingAndWhatIsThereAlreadyIsAnError() {
        assertError("EntityNotFoundException", () -> store.getDatabase("nope"));
        assertError("EntityNotFoundException", () -> store.getTable("nope", "orders"));
        assertError("EntityNotFoundException", () -> store.getTable("sales", "nope"));
        assertError("EntityNotFoundException", () -> store.deleteTable("sales", "nope"));
        assertError("EntityNotFoundException", () -> store.getPartition("sales", "orders", List.of("1", "2")));
        assertError("AlreadyExistsException", () -> store.createDatabase(named("SALES")));
        assertError("AlreadyExistsException", () -> store.createTable("sales", table("ORDERS")));
        assertError("InvalidInputException", () -> store.createDatabase(named(" ")));
    }

    @Test
    void anUpdateCountsTheVersionUpAndKeepsTheOldOne() {
        store.updateTable("sales", table("orders").put("Description", "one"), "0");
        store.updateTable("sales", table("orders").put("Description", "two"), null);
        assertThat(store.listTableVersions("sales", "orders"))
                .extracting(version -> version.path("VersionId").asText()
                        + version.path("Description").asText())
                .containsExactly("2two", "1one", "0");
    }

    @Test
    void anUpdateOfAnOlderVersionIsRefused() {
        store.updateTable("sales", table("orders"), "0");
        assertError("ConcurrentModificationException", () -> store.updateTable("sales", table("orders"), "0"));
        assertThat(store.getTable("sales", "orders").path("VersionId").asText()).isEqualTo("1");
    }

    @Test
    void anUpdateCanSkipTheArchive() {
        store.updateTable("sales", table("orders"), null, true);
        assertThat(store.listTableVersions("sales", "orders"))
                .extracting(version -> version.path("VersionId").asText())
                .containsExactly("1");
    }

    @Test
    void partitionsAreFilteredAndInOrder() {
        store.createPartition("sales", "orders", partition("fr", "2024"));
        store.createPartition("sales", "orders", partition("de", "2024"));
        store.createPartition("sales", "orders", partition("de", "2023"));
        assertThat(values(store.getPartitions("sales", "orders", null)))
                .containsExactly("[de, 2023]", "[de, 2024]", "[fr, 2024]");
        assertThat(values(store.getPartitions("sales", "orders", "year = 2024 and country < 'e'")))
                .containsExactly("[de, 2024]");
        assertError("AlreadyExistsException", () -> store.createPartition("sales", "orders", partition("fr", "2024")));
        assertError("InvalidInputException", () -> store.createPartition("sales", "orders", partition("fr")));
    }

    @Test
    void aPartitionCanBeMovedAndTakesItsStatisticsAlong() {
        store.createPartition("sales", "orders", partition("de", "2023"));
        store.putColumnStatistics("sales", "orders", List.of("de", "2023"), statistics());
        store.updatePartition("sales", "orders", List.of("de", "2023"), partition("de", "2024"));
        assertThat(values(store.getPartitions("sales", "orders", null))).containsExactly("[de, 2024]");
        assertThat(store.getColumnStatistics("sales", "orders", List.of("de", "2024"), "id"))
                .isEqualTo(statistics());
    }

    @Test
    void statisticsOfTheTableAndOfAPartitionAreKeptApart() {
        store.createPartition("sales", "orders", partition("de", "2023"));
        store.putColumnStatistics("sales", "orders", null, statistics());
        assertThat(store.getColumnStatistics("sales", "orders", null, "ID")).isEqualTo(statistics());
        assertThat(store.getColumnStatistics("sales", "orders", List.of("de", "2023"), "id"))
                .isNull();
        store.deleteColumnStatistics("sales", "orders", null, "id");
        assertThat(store.getColumnStatistics("sales", "orders", null, "id")).isNull();
    }

    @Test
    void aDatabaseTakesItsTablesAlong() {
        store.deleteDatabase("sales");
        store.createDatabase(named("sales"));
        assertThat(store.listTables("sales")).isEmpty();
    }

    @Test
    void aCatalogInAFileOpensAgainAsItWas(@TempDir Path folder) throws IOException {
        var file = folder.resolve("deep/catalog.jsonl");
        var kept = new GlueStore(CLOCK, file);
        kept.createDatabase(named("sales"));
        kept.createDatabase(named("gone"));
        kept.createTable("sales", table("orders"));
        kept.updateTable("sales", table("orders").put("Description", "new"), null);
        kept.updateTable("sales", table("orders").put("Description", "newer"), null);
        kept.deleteTableVersion("sales", "orders", "1");
        kept.updateTags(
                "sales", JsonNodeFactory.instance.objectNode().put("a", "1").put("b", "2"), List.of("a"));
        kept.createTable("sales", table("gone"));
        kept.createPartition("sales", "orders", partition("de", "2023"));
        kept.createPartition("sales", "orders", partition("fr", "2023"));
        kept.updatePartition("sales", "orders", List.of("de", "2023"), partition("de", "2024"));
        kept.deletePartition("sales", "orders", List.of("fr", "2023"));
        kept.putColumnStatistics("sales", "orders", null, statistics());
        kept.deleteTable("sales", "gone");
        kept.deleteDatabase("gone");

        // twice: what is read is written anew in another form
        for (var i = 0; i < 2; i++) {
            var again = new GlueStore(CLOCK, file);
            assertThat(again.listDatabases()).isEqualTo(kept.listDatabases());
            assertThat(again.getTags("sales")).hasToString("{\"b\":\"2\"}");
            assertThat(again.listTables("sales")).isEqualTo(kept.listTables("sales"));
            assertThat(again.listTableVersions("sales", "orders"))
                    .isEqualTo(kept.listTableVersions("sales", "orders"))
                    .hasSize(2);
            assertThat(again.getPartitions("sales", "orders", null))
                    .isEqualTo(kept.getPartitions("sales", "orders", null))
                    .hasSize(1);
            assertThat(again.getColumnStatistics("sales", "orders", null, "id")).isEqualTo(statistics());
        }
    }

    @Test
    void aLineThatWasCutOffIsDropped(@TempDir Path folder) throws IOException {
        var file = folder.resolve("catalog.jsonl");
        new GlueStore(CLOCK, file).createDatabase(named("sales"));
        Files.writeString(file, "{\"change\":\"put-databa", StandardOpenOption.APPEND);
        var again = new GlueStore(CLOCK, file);
        assertThat(again.listDatabases()).hasSize(1);
        again.createDatabase(named("more"));
        assertThat(new GlueStore(CLOCK, file).listDatabases()).hasSize(2);
    }

    @Test
    void aFileThatIsDamagedInTheMiddleIsAnError(@TempDir Path folder) throws IOException {
        var file = folder.resolve("catalog.jsonl");
        Files.writeString(file, "{\"change\n{}\n");
        assertThatThrownBy(() -> new GlueStore(CLOCK, file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is damaged");
    }

    private static void assertError(String type, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.type())
                .isEqualTo(type));
    }

    private static List<String> values(List<ObjectNode> partitions) {
        return partitions.stream()
                .map(partition -> CatalogState.values(partition.path("Values")).toString())
                .toList();
    }

    private static ObjectNode named(String name) {
        return JsonNodeFactory.instance.objectNode().put("Name", name);
    }

    private static ObjectNode table(String name) {
        var table = named(name);
        table.putObject("StorageDescriptor").put("Location", "s3://bucket/orders");
        var keys = table.putArray("PartitionKeys");
        keys.addObject().put("Name", "country").put("Type", "string");
        keys.addObject().put("Name", "year").put("Type", "int");
        return table;
    }

    private static ObjectNode partition(String... values) {
        var partition = JsonNodeFactory.instance.objectNode();
        var array = partition.putArray("Values");
        for (var value : values) {
            array.add(value);
        }
        partition.putObject("StorageDescriptor").put("Location", "s3://bucket/orders/x");
        return partition;
    }

    private static ObjectNode statistics() {
        return JsonNodeFactory.instance.objectNode().put("ColumnName", "id").put("ColumnType", "int");
    }
}
