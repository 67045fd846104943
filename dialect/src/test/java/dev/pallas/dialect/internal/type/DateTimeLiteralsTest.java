package dev.pallas.dialect.internal.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimeLiteralsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"-0043-03-15", "0000-12-31", "0001-01-01", "1582-10-04", "1582-10-15", "2024-02-29", "9999-12-31"
            })
    void aLegacyDateIsTheDayItWasMadeOf(String day) {
        var date = LocalDate.parse(day);

        assertThat(DateTimeLiterals.dayOf(Date.valueOf(date))).isEqualTo(date);
    }
}
