package dev.pallas.local.internal.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {
    @Test
    void readsBucketAndKey() {
        assertThat(S3Location.of("s3://bucket/a/b=c%20d/")).isEqualTo(new S3Location("bucket", "a/b=c%20d/"));
        assertThat(S3Location.of("s3a://bucket")).isEqualTo(new S3Location("bucket", ""));
    }

    @Test
    void resolvesWithOneSlash() {
        assertThat(S3Location.of("s3://b").resolve("x")).hasToString("s3://b/x");
        assertThat(S3Location.of("s3://b/a").resolve("x")).hasToString("s3://b/a/x");
        assertThat(S3Location.of("s3://b/a/").resolve("x")).hasToString("s3://b/a/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bucket/key", "http://bucket/key", "s3://", "s3:///key"})
    void refusesWhatIsNone(String uri) {
        assertThatThrownBy(() -> S3Location.of(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an S3 location: " + uri);
    }
}
