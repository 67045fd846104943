package dev.pallas.reactive.internal;

import dev.pallas.driver.Page;
import dev.pallas.reactive.AthenaDatabaseException;

/** The memory that the rows of a result may take while they are kept. What a page takes is estimated from some of its rows. */
final class ResultBudget {
    /** The objects around a row and around a cell, in bytes. */
    private static final int BYTES_A_ROW = 64;

    private static final int BYTES_A_CELL = 8;

    private static final int SAMPLED_ROWS = 16;

    private final long limit;
    private long used;
    private long rows;

    private ResultBudget(long limit) {
        this.limit = limit;
    }

    /** For rows that are kept. */
    static ResultBudget of(long bytes) {
        return new ResultBudget(bytes);
    }

    /** For rows that pass by. */
    static ResultBudget unlimited() {
        return new ResultBudget(Long.MAX_VALUE);
    }

    /**
     * Takes a page into account.
     *
     * @throws AthenaDatabaseException when it is one too many
     */
    void add(Page page, AthenaRowDesc columns) {
        if (limit == Long.MAX_VALUE) {
            return;
        }
        used += estimate(page, columns.size());
        rows += page.rowCount();
        if (used > limit) {
            throw new AthenaDatabaseException(
                    "The result is too large to be kept in memory: after " + rows + " rows it takes more than the "
                            + limit
                            + " bytes that ResultBufferBytes allows. Stream it with a cursor or a row stream"
                            + " (prepare(sql), then cursor() or createStream(fetch)), read it in parts with LIMIT, or raise"
                            + " ResultBufferBytes",
                    Errors.RESULT_TOO_LARGE);
        }
    }

    private static long estimate(Page page, int columns) {
        var step = Math.max(1, page.rowCount() / SAMPLED_ROWS);
        var sampled = 0;
        var bytes = 0L;
        for (var row = 0; row < page.rowCount(); row += step) {
            sampled++;
            bytes += BYTES_A_ROW;
            for (var column = 0; column < columns; column++) {
                var text = page.text(row, column);
                bytes += BYTES_A_CELL + (text == null ? 0 : text.length());
            }
        }
        return sampled == 0 ? 0 : bytes * page.rowCount() / sampled;
    }
}
