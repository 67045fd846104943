package dev.pallas.dialect.cost;

import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Reads from a session's connection what its statements took. Like its session, for one thread. */
final class JdbcCost implements SessionEventListener {
    private static final long serialVersionUID = 1L;

    private final transient SharedSessionContractImplementor session;
    private final transient SessionCost cost;
    private transient long queries;
    private transient long bytes;

    JdbcCost(SharedSessionContractImplementor session, SessionCost cost) {
        this.session = session;
        this.cost = cost;
    }

    @Override
    public void jdbcPrepareStatementStart() {
        cost.beforeStatement();
    }

    @Override
    public void jdbcExecuteStatementStart() {
        beforeStatement();
    }

    @Override
    public void jdbcExecuteStatementEnd() {
        afterStatement();
    }

    @Override
    public void jdbcExecuteBatchStart() {
        beforeStatement();
    }

    @Override
    public void jdbcExecuteBatchEnd() {
        afterStatement();
    }

    private void beforeStatement() {
        queries = read("Queries");
        bytes = read("BytesScanned");
    }

    private void afterStatement() {
        cost.afterStatement(QueryCost.of(read("Queries") - queries, read("BytesScanned") - bytes));
    }

    /** From the connection's client info, which the driver fills and any pool passes on. */
    private long read(String name) {
        try {
            Connection connection =
                    session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
            var number = connection.getClientInfo(name);
            return number == null ? 0 : Long.parseLong(number);
        } catch (SQLException failure) {
            throw session.getJdbcServices()
                    .getSqlExceptionHelper()
                    .convert(failure, "The connection does not tell what its queries cost");
        }
    }
}
