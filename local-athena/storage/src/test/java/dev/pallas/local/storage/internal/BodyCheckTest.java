package dev.pallas.local.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BodyCheckTest {
    private static final byte[] BODY = "123456789".getBytes(StandardCharsets.UTF_8);

    @Test
    void letsThroughWhatItsHeadersSay() throws IOException {
        var body = new BodyCheck(
                new ByteArrayInputStream(BODY),
                BODY.length,
                List.of(checksum("y/Q5Jg=="), BodyCheck.hash(Signing.sha256(BODY))));
        assertThat(body.readAllBytes()).isEqualTo(BODY);
    }

    @Test
    void refusesTheLastBytesOfAnotherBody() throws IOException {
        var body = new BodyCheck(new ByteArrayInputStream(BODY), BODY.length, List.of(checksum("AAAAAA==")));
        assertThat(body.readNBytes(8)).hasSize(8);
        assertThatThrownBy(body::read)
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.code()).isEqualTo("BadDigest"));
        var hashed = new BodyCheck(
                new ByteArrayInputStream(BODY), BODY.length, List.of(BodyCheck.hash(Signing.sha256("other"))));
        assertThatThrownBy(hashed::readAllBytes).isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.code())
                .isEqualTo("XAmzContentSHA256Mismatch"));
    }

    @Test
    void refusesAnEmptyBodyThatShouldNotBeEmpty() {
        assertThatThrownBy(() -> new BodyCheck(
                        new ByteArrayInputStream(new byte[0]), 0, List.of(BodyCheck.hash(Signing.sha256("x")))))
                .isInstanceOf(Refusal.class);
    }

    private static BodyCheck.Check checksum(String expected) {
        var name = "x-amz-checksum-crc32";
        return BodyCheck.checksum(name, Objects.requireNonNull(BodyChecksum.of(name)), expected);
    }
}
