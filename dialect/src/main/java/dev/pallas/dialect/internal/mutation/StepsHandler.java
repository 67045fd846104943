package dev.pallas.dialect.internal.mutation;

import java.util.List;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandler;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;

/** Runs the statements of a bulk change one after the other. Immutable, and kept by Hibernate for the next run of the query. */
public final class StepsHandler implements MultiTableHandler {
    private final List<Operation> operations;
    private final Binding binding;

    StepsHandler(List<Operation> operations, Binding binding) {
        this.operations = operations;
        this.binding = binding;
    }

    /**
     * A statement.
     *
     * @param counts whether its rows are entities that the query counts
     */
    public record Operation(JdbcOperationQueryMutation statement, boolean counts) {}

    /** Gives a run's parameters their values. */
    interface Binding {
        JdbcParameterBindings bind(DomainQueryExecutionContext context);
    }

    /** The statements, in the order in which they must run. */
    public List<Operation> operations() {
        return operations;
    }

    @Override
    public JdbcParameterBindings createJdbcParameterBindings(DomainQueryExecutionContext context) {
        return binding.bind(context);
    }

    @Override
    public boolean dependsOnParameterBindings() {
        return operations.stream().anyMatch(operation -> operation.statement.dependsOnParameterBindings());
    }

    @Override
    public boolean isCompatibleWith(JdbcParameterBindings bindings, QueryOptions options) {
        return operations.stream().allMatch(operation -> operation.statement.isCompatibleWith(bindings, options));
    }

    @Override
    public int execute(JdbcParameterBindings bindings, DomainQueryExecutionContext context) {
        int entities = 0;
        for (var operation : operations) {
            int rows = Steps.execute(operation.statement, bindings, context);
            if (operation.counts) {
                entities += rows;
            }
        }
        return entities;
    }
}
