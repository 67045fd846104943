package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.athena.input.Inputs;
import dev.pallas.local.internal.engine.Engine;
import dev.pallas.local.internal.faults.QueryFaults;
import dev.pallas.local.internal.glue.GlueStore;
import dev.pallas.local.internal.http.JsonService;
import dev.pallas.local.internal.http.RequestContext;
import dev.pallas.local.internal.s3.ManagedObjects;
import dev.pallas.local.internal.s3.S3Objects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Athena API. It runs executions on a few threads of its own, so that one that waits for its turn holds none; closing it stops them.
 */
public final class AthenaService implements JsonService, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AthenaService.class);
    private static final long CLOSE_SECONDS = 10;
    private static final long CUTOFF_MILLIS = 50;

    private final Map<String, Operation> operations = new HashMap<>();
    private final Executions executions;
    private final ExecutorService threads;
    private final ScheduledExecutorService timer;

    /** @throws IOException if what an earlier process left in the folder cannot be read, or the folder cannot be written */
    public AthenaService(
            Engine engine, GlueStore glue, S3Objects storage, QueryFaults faults, AthenaServiceOptions options)
            throws IOException {
        var clock = options.clock();
        var folder = options.folder();
        var objects = new ManagedObjects(storage, folder.resolve("managed-results"));
        var catalogs = options.tpch().isEmpty()
                ? List.of(CatalogOperations.AWS_DATA_CATALOG)
                : List.of(CatalogOperations.AWS_DATA_CATALOG, TpchCatalog.NAME);
        var catalogNames = new HashSet<String>();
        catalogs.forEach(name -> catalogNames.add(name.toLowerCase(Locale.ROOT)));
        var documents = new Documents(folder.resolve("athena.jsonl"));
        var workGroups =
                new WorkGroups(documents, options.primaryOutputLocation(), QueryExecution.seconds(clock.millis()));
        var statements = new PreparedStatements(documents, clock);
        executions = new Executions(options.history(), clock, folder.resolve("history.jsonl"));
        threads = Executors.newFixedThreadPool(options.runningQueries(), daemons("athena-query-"));
        timer = new ScheduledThreadPoolExecutor(1, daemons("athena-timer-"), new ThreadPoolExecutor.DiscardPolicy());
        var unused =
                timer.scheduleWithFixedDelay(this::checkCutoffs, CUTOFF_MILLIS, CUTOFF_MILLIS, TimeUnit.MILLISECONDS);

        var turns = new QueryTurns(faults, threads, timer);
        executions.onEnd(turns::ended);
        var runner = new QueryRunner(engine, glue, objects, catalogNames, statements, clock);
        var reuse = new ResultReuse(executions, statements, objects);
        var tags = new TagOperations(workGroups, catalogs, documents);
        operations.putAll(new QueryOperations(
                        options, workGroups, executions, reuse, runner, turns, faults, objects, catalogNames)
                .operations());
        var tokens = new ResultToken(options.ids().get().toString().getBytes(StandardCharsets.UTF_8));
        operations.putAll(new ResultOperations(executions, objects, tokens).operations());
        operations.putAll(
                new WorkGroupOperations(workGroups, statements, documents, executions, tags, clock).operations());
        operations.putAll(new PreparedStatementOperations(workGroups, statements).operations());
        operations.putAll(new NamedQueryOperations(workGroups, documents, options.ids()).operations());
        operations.putAll(new CatalogOperations(glue, objects, options.tpch()).operations());
        operations.putAll(tags.operations());
    }

    private static ThreadFactory daemons(String name) {
        var count = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, name + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private void checkCutoffs() {
        try {
            executions.live().forEach(QueryExecution::checkCutoff);
        } catch (RuntimeException e) {
            // would end the watch
            LOG.error("Executions could not be checked for what they scanned", e);
        }
    }

    @Override
    public String targetPrefix() {
        return "AmazonAthena";
    }

    @Override
    public JsonNode handle(String operation, ObjectNode request, RequestContext context) {
        var known = operations.get(operation);
        if (known == null) {
            var refusal = Refusals.of(operation);
            throw refusal == null ? AthenaErrors.unknownOperation(operation) : refusal;
        }
        var violations = new ArrayList<String>();
        var checked = Inputs.read(operation, request, violations);
        if (!violations.isEmpty()) {
            throw AthenaErrors.violations(violations);
        }
        return known.answer(new Request(checked));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        executions.live().forEach(QueryExecution::stop);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
