package dev.pallas.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.pallas.driver.Page;
import dev.pallas.driver.QueryResult;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A result of ten columns in memory: each cell as the value of its type, by the driver, against FastCSV only splitting the same bytes into
 * strings.
 */
final class DecodeBenchmark implements Benchmark {
    private static final int ROWS = 500_000;
    private static final int WARM_UPS = 5;
    private static final int RUNS = 11;
    private static final List<String> TYPES = List.of(
            "bigint", "integer", "boolean", "varchar", "varchar", "double", "decimal", "date", "timestamp", "varchar");

    @Override
    public void run(Report report) throws Exception {
        var bytes = csv();
        var cells = (long) ROWS * TYPES.size();
        // in turn, so that what else the machine does meets both
        var driver = new double[RUNS];
        var peer = new double[RUNS];
        try (var results = new MemoryResults(bytes, TYPES)) {
            for (var i = -WARM_UPS; i < RUNS; i++) {
                var driverMillis = Sample.time(() -> Check.equal(cells, decode(results.open())));
                var peerMillis = Sample.time(() -> Check.equal(cells, split(bytes)));
                if (i >= 0) {
                    driver[i] = driverMillis;
                    peer[i] = peerMillis;
                }
            }
        }
        var millis = new Sample(driver).least();
        var peerMillis = new Sample(peer).least();
        report.value("decode.mb_per_s", bytes.length / 1e3 / millis, "MB/s");
        report.value("decode.fastcsv_mb_per_s", bytes.length / 1e3 / peerMillis, "MB/s");
        report.value("decode.vs_fastcsv", millis / peerMillis, "ratio");
    }

    /** Reads each cell; their number. */
    private static long decode(QueryResult result) {
        var cells = 0L;
        try (result) {
            for (var page = next(result); page.isPresent(); page = next(result)) {
                for (var row = 0; row < page.get().rowCount(); row++) {
                    for (var column = 0; column < TYPES.size(); column++) {
                        if (page.get().value(row, column) != null) {
                            cells++;
                        }
                    }
                }
            }
        }
        return cells;
    }

    private static Optional<Page> next(QueryResult result) {
        return result.nextPage().toCompletableFuture().join();
    }

    private static long split(byte[] bytes) throws Exception {
        var cells = 0L;
        try (var reader = CsvReader.builder()
                .ofCsvRecord(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8))) {
            for (var record : reader) {
                for (var column = 0; column < record.getFieldCount(); column++) {
                    if (record.getField(column) != null) {
                        cells++;
                    }
                }
            }
        }
        // the header
        return cells - TYPES.size();
    }

    /** Orders, as they might come from a shop. */
    private static byte[] csv() {
        var random = new Random(1);
        var text = new StringBuilder("\"c0\"");
        for (var column = 1; column < TYPES.size(); column++) {
            text.append(",\"c").append(column).append('"');
        }
        text.append('\n');
        var states = new String[] {"NEW", "PAID", "SHIPPED", "RETURNED"};
        var start = LocalDate.of(2020, 1, 1);
        var moment = LocalDateTime.of(2020, 1, 1, 0, 0);
        for (var row = 0; row < ROWS; row++) {
            cell(text, 1_000_000_000L + row).append(',');
            cell(text, random.nextInt(100_000)).append(',');
            cell(text, random.nextBoolean()).append(',');
            cell(text, states[random.nextInt(states.length)]).append(',');
            cell(text, row % 50 == 0 ? "a \"\"rare\"\" product" : "product " + random.nextInt(5_000))
                    .append(',');
            cell(text, random.nextInt(1_000_000) / 100.0).append(',');
            cell(text, random.nextInt(10_000) + "." + (10 + random.nextInt(90))).append(',');
            cell(text, start.plusDays(random.nextInt(2_000))).append(',');
            cell(text, timestamp(moment.plusSeconds(random.nextInt(100_000_000)), random.nextInt(1_000)))
                    .append(',');
            cell(text, "customer" + random.nextInt(100_000) + "@example.com").append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static StringBuilder cell(StringBuilder text, Object value) {
        return text.append('"').append(value).append('"');
    }

    private static String timestamp(LocalDateTime moment, int millis) {
        return String.format(
                "%s %02d:%02d:%02d.%03d",
                moment.toLocalDate(), moment.getHour(), moment.getMinute(), moment.getSecond(), millis);
    }
}
