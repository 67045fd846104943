package dev.pallas.reactive.internal;

import dev.pallas.driver.BatchResult;
import dev.pallas.driver.QueryInfo;
import dev.pallas.reactive.AthenaDatabaseException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was written since a transaction began. Athena commits each statement by itself, so a rollback is only true while this is
 * empty.
 */
final class TransactionLog {
    /** How many writes the message of a refused rollback names. */
    private static final int NAMED = 20;

    /** Stopped and timed out: the statement may have been done before the stop arrived. */
    private static final Set<String> OUTCOME_UNKNOWN = Set.of("57014", "HYT00");

    private static final String CONNECTION_FAILURE_CLASS = "08";

    private final List<String> writes = new ArrayList<>();
    private int count;

    void succeeded(QueryInfo info, OptionalLong updateCount) {
        if (info.hasWritten(updateCount)) {
            add(info.kind() + rows(updateCount) + query(info.queryId()));
        }
    }

    void succeeded(BatchResult batch) {
        if (batch.updateCounts().stream().anyMatch(rows -> rows != 0)) {
            for (var info : batch.statements()) {
                succeeded(info, OptionalLong.empty());
            }
        }
    }

    void failed(String sql, Throwable failure) {
        if (Statements.isRead(sql)) {
            return;
        }
        if (!(failure instanceof AthenaDatabaseException athena)) {
            add("a statement whose outcome is not known");
        } else if (OUTCOME_UNKNOWN.contains(athena.getSqlState())
                || athena.getSqlState().startsWith(CONNECTION_FAILURE_CLASS)) {
            add("a statement whose outcome is not known" + query(athena.getQueryId()));
        }
    }

    private void add(String write) {
        count++;
        if (writes.size() < NAMED) {
            writes.add(write);
        }
    }

    /** What a rollback has to answer; {@code null} when nothing was written, so that the rollback is true. */
    @Nullable
    AthenaDatabaseException refusal() {
        if (count == 0) {
            return null;
        }
        var named =
                String.join(", ", writes) + (count > writes.size() ? ", and " + (count - writes.size()) + " more" : "");
        return new AthenaDatabaseException(
                "Athena has no transactions: the rollback cannot undo what was written since the transaction began. This stays"
                        + " written: " + named
                        + ". Undo it with statements of your own, or read an earlier snapshot of an"
                        + " Iceberg table with FOR TIMESTAMP AS OF",
                Errors.CANNOT_ROLL_BACK);
    }

    private static String rows(OptionalLong updateCount) {
        if (updateCount.isEmpty()) {
            return "";
        }
        return updateCount.getAsLong() == 1 ? " of 1 row" : " of " + updateCount.getAsLong() + " rows";
    }

    private static String query(@Nullable String queryId) {
        return queryId == null ? "" : " (query " + queryId + ")";
    }
}
