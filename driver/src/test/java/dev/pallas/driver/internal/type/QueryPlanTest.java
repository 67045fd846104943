package dev.pallas.driver.internal.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryPlanTest {
    private static final String PLAN = """
            Output[columnNames = [a, m, r]]
            │   Layout: [expr:array(integer), map:map(varchar(1), bigint), expr_0:row(A b integer, b varchar)]
            │   Estimates: {rows: 1 (280B), cpu: 0, memory: 0B, network: 0B}
            └─ Values[]
                   Layout: [x:bigint]
            """;

    @Test
    void tellsTheTypesOfTheOutput() {
        assertThat(QueryPlan.types(PLAN))
                .contains(List.of(
                        DataType.parse("array(integer)"),
                        DataType.parse("map(varchar(1), bigint)"),
                        DataType.parse("row(\"A b\" integer, b varchar)")));
        assertThat(QueryPlan.names(PLAN, 3)).contains(List.of("a", "m", "r"));
    }

    @Test
    void tellsNothingThatIsNotThere() {
        assertThat(QueryPlan.types("")).isEmpty();
        assertThat(QueryPlan.types("Fragment 0 [SINGLE]")).isEmpty();
        assertThat(QueryPlan.types("Output[columnNames = [a]]\n    Layout: [a:row(\"]"))
                .isEmpty();
        assertThat(QueryPlan.names("Output[columnNames = [a, b, c]]", 2)).isEmpty();
        assertThat(QueryPlan.names("", 0)).isEmpty();
    }
}
