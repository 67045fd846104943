package dev.pallas.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a write, and what is one after all. */
class QueryInfoTest {
    @ParameterizedTest
    @CsvSource({
        "DML,SELECT,,false",
        "DML,select,0,false",
        "UTILITY,EXPLAIN,,false",
        "UTILITY,SHOW_TABLES,,false",
        "UTILITY,DESCRIBE_TABLE,,false",
        "UTILITY,DESC_TABLE,,false",
        "UTILITY,,,false",
        "UTILITY,MSCK_REPAIR,,true",
        "DML,INSERT,,true",
        "DML,INSERT,1,true",
        "DML,INSERT,0,false",
        "DML,UPDATE,0,false",
        "DML,DELETE,0,false",
        "DML,MERGE,0,false",
        "DDL,CREATE_TABLE,,true",
        "DDL,CREATE_TABLE_AS_SELECT,0,true",
        "DDL,,,true",
        ",,,true",
    })
    void aWriteIsWhatAthenaDoesNotCallARead(String type, String substatement, Long rows, boolean written) {
        var info = QueryInfo.of("q", QueryState.SUCCEEDED, type, substatement);

        assertThat(info.hasWritten(rows == null ? OptionalLong.empty() : OptionalLong.of(rows)))
                .isEqualTo(written);
    }
}
