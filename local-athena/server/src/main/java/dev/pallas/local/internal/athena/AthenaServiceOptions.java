package dev.pallas.local.internal.athena;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the Athena service behaves.
 *
 * @param clock for submission and completion times
 * @param ids of executions
 * @param primaryOutputLocation the result location of work group {@code primary}; null for none, as in a new account
 * @param tpch the databases of the data catalog {@code tpch}; none for no such catalog
 * @param runningQueries how many executions run at a time; the others wait
 * @param history how many executions are remembered
 * @param folder where what lasts is kept: work groups, named queries, the history, managed results
 */
public record AthenaServiceOptions(
        Clock clock,
        Supplier<UUID> ids,
        @Nullable String primaryOutputLocation,
        List<String> tpch,
        int runningQueries,
        int history,
        Path folder) {
    /** The options of a server on its own: 16 executions at a time, 10,000 remembered. */
    public static AthenaServiceOptions standard(Clock clock, Path folder) {
        return new AthenaServiceOptions(clock, UUID::randomUUID, null, List.of(), 16, 10_000, folder);
    }

    public AthenaServiceOptions withTpch(List<String> databases) {
        return new AthenaServiceOptions(clock, ids, primaryOutputLocation, databases, runningQueries, history, folder);
    }

    public AthenaServiceOptions withPrimaryOutputLocation(@Nullable String location) {
        return new AthenaServiceOptions(clock, ids, location, tpch, runningQueries, history, folder);
    }
}
