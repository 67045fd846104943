package dev.pallas.examples.reactive;

import static dev.pallas.examples.reactive.Application.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.pallas.local.junit.JdbcUrl;
import dev.pallas.local.junit.LocalAthena;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@LocalAthena(freshDatabase = true)
class ApplicationIT {
    @JdbcUrl
    private String url;

    @Test
    void birdsAreSeenWeighedAndMoved(dev.pallas.local.LocalAthena athena) {
        try (var application = new Application(url, athena.warehouseLocation())) {
            var sightings = application.sightings();
            var first = Instant.parse("2026-05-01T06:30:00Z");
            sightings
                    .add(IntStream.range(0, 50)
                            .mapToObj(i -> new Sighting(
                                    i % 10 == 0 ? "heron" : "wren",
                                    i % 2 == 0 ? "pond" : "garden",
                                    new BigDecimal(i + ".25"),
                                    first.plusSeconds(i)))
                            .toList())
                    .await()
                    .indefinitely();

            assertThat(sightings.of("heron").await().indefinitely())
                    .extracting(Sighting::seen)
                    .startsWith(first, first.plusSeconds(10))
                    .hasSize(5);
            assertThat(sightings.move("heron", "lake").await().indefinitely()).isEqualTo(5);

            var report = application.report();
            assertThat(await(report.gramsByPlace(new BigDecimal("200"))))
                    .containsExactly(
                            entry("garden", new BigDecimal("631.25")), entry("pond", new BigDecimal("505.00")));
            assertThat(await(report.heaviest())).isEqualByComparingTo("49.25");
            assertThat(await(report.birds())).isEqualTo(java.util.Set.copyOf(List.of("heron", "wren")));
            assertThat(await(report.bytesScannedByCounting())).isNotNegative();
        }
    }
}
