package dev.pallas.dialect.internal.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.TimeZone;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.InstantJavaType;
import org.junit.jupiter.api.Test;

class TimestampsTest {
    /** The options of a session with {@code hibernate.jdbc.time_zone}. */
    private static WrapperOptions in(String zone) {
        return (WrapperOptions) Proxy.newProxyInstance(
                TimestampsTest.class.getClassLoader(),
                new Class<?>[] {WrapperOptions.class},
                (self, method, arguments) ->
                        method.getName().equals("getJdbcTimeZone") ? TimeZone.getTimeZone(zone) : null);
    }

    @Test
    void anHourThatThereWasTwiceIsTheSecond() {
        var options = in("Europe/Oslo");
        var second = Instant.parse("2018-10-28T01:00:00Z");

        var column = Timestamps.toColumn(second, InstantJavaType.INSTANCE, options);

        assertThat(column).isEqualTo(LocalDateTime.of(2018, 10, 28, 2, 0));
        assertThat(Timestamps.fromColumn(column, InstantJavaType.INSTANCE, options, true))
                .isEqualTo(second);
    }
}
