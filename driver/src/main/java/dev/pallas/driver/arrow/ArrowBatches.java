package dev.pallas.driver.arrow;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.Page;
import dev.pallas.driver.QueryResult;
import dev.pallas.driver.internal.arrow.ArrowTypes;
import dev.pallas.driver.internal.arrow.ArrowWriter;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The rows of a result as vectors of Apache Arrow, batch by batch. Made for results of {@code ResultFetcher=unload}, whose columns are
 * vectors already; the text of other fetchers is parsed first.
 *
 * <p>Needs {@code org.apache.arrow:arrow-vector} and one of Arrow's allocators ({@code arrow-memory-unsafe}), which are optional, and
 * {@code --add-opens=java.base/java.nio=ALL-UNNAMED} for the JVM.
 *
 * <table>
 * <caption>Types</caption>
 * <tr><td>boolean, tinyint to bigint</td><td>Bool, Int (8 to 64 bits)</td></tr>
 * <tr><td>float, double, decimal(p,s)</td><td>FloatingPoint, Decimal (128 bits)</td></tr>
 * <tr><td>date, time, timestamp</td><td>Date(DAY), Time(NANOSECOND), Timestamp(MICROSECOND)</td></tr>
 * <tr><td>timestamp with time zone</td><td>Timestamp(MICROSECOND, UTC): the instant, without its zone</td></tr>
 * <tr><td>varbinary</td><td>Binary</td></tr>
 * <tr><td>array, map, row</td><td>List, Map, Struct; Utf8 where the types inside are not known</td></tr>
 * <tr><td>any other</td><td>Utf8</td></tr>
 * </table>
 *
 * <p>Confined to one reader at a time, as the result is.
 */
public final class ArrowBatches implements AutoCloseable {
    private final QueryResult result;
    private final BufferAllocator allocator;
    private final Schema schema;

    private ArrowBatches(QueryResult result, BufferAllocator allocator) {
        this.result = result;
        this.allocator = allocator;
        this.schema = ArrowTypes.schema(result.columns());
    }

    /**
     * The batches of a result that has not been read yet.
     *
     * @param allocator makes the vectors; the caller closes it, after the batches
     */
    public static ArrowBatches of(QueryResult result, BufferAllocator allocator) {
        return new ArrowBatches(result, allocator);
    }

    /** The columns, with the names of the result's. */
    public Schema schema() {
        return schema;
    }

    /**
     * The next batch, of a row at least, or empty when there is none. The caller closes it. Fails as {@link QueryResult#nextPage}, or with
     * an {@link AthenaException} (SQLState 22000) for a value that its vector cannot hold.
     */
    public CompletionStage<Optional<VectorSchemaRoot>> next() {
        return result.nextPage().thenApply(page -> page.map(this::batch));
    }

    private VectorSchemaRoot batch(Page page) {
        var root = VectorSchemaRoot.create(schema, allocator);
        try {
            ArrowWriter.write(page, result.columns(), root);
            return root;
        } catch (RuntimeException e) {
            root.close();
            throw e;
        }
    }

    /** Closes the result. Batches that have been given out stay. */
    @Override
    public void close() {
        result.close();
    }
}
