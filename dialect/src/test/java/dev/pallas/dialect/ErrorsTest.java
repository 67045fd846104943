package dev.pallas.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.dialect.internal.AthenaErrors;
import java.sql.SQLException;
import org.hibernate.JDBCException;
import org.hibernate.QueryTimeoutException;
import org.hibernate.exception.DataException;
import org.hibernate.exception.LockAcquisitionException;
import org.hibernate.exception.SQLGrammarException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {
    private static JDBCException converted(String message, String state) {
        return new AthenaErrors().convert(new SQLException(message, state), "while testing", "select 1");
    }

    @ParameterizedTest
    @CsvSource({
        "42S02, org.hibernate.exception.SQLGrammarException",
        "42000, org.hibernate.exception.SQLGrammarException",
        "22012, org.hibernate.exception.DataException",
        "42501, org.hibernate.exception.AuthException",
        "3F000, org.hibernate.exception.SQLGrammarException",
        "0A000, org.hibernate.exception.SQLGrammarException",
        "21000, org.hibernate.exception.DataException",
        "57014, org.hibernate.QueryTimeoutException",
        "08S01, org.hibernate.exception.JDBCConnectionException",
        "40001, org.hibernate.exception.LockAcquisitionException",
        "HYT00, org.hibernate.QueryTimeoutException",
        "08001, org.hibernate.exception.JDBCConnectionException",
        "28000, org.hibernate.exception.AuthException"
    })
    void theStateDecides(String state, Class<?> expected) {
        assertThat(converted("whatever", state)).isInstanceOf(expected);
    }

    @Test
    void withoutAStateTheNameOfTheEnginesErrorDoes() {
        assertThat(converted("TABLE_NOT_FOUND: line 1:15: Table 'x' does not exist", null))
                .isInstanceOf(SQLGrammarException.class);
        assertThat(converted("DIVISION_BY_ZERO: / by zero", null)).isInstanceOf(DataException.class);
        assertThat(converted("ICEBERG_COMMIT_ERROR: Failed to commit", null))
                .isInstanceOf(LockAcquisitionException.class);
        assertThat(converted("EXCEEDED_TIME_LIMIT: Query exceeded maximum time limit", null))
                .isInstanceOf(QueryTimeoutException.class);
    }

    @Test
    void anythingElseIsLeftToHibernate() {
        assertThat(converted("GENERIC_INTERNAL_ERROR: oops", null)).isNull();
        assertThat(converted(null, null)).isNull();
    }
}
