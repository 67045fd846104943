package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.engine.Engine;
import dev.pallas.local.internal.glue.GlueStore;
import dev.pallas.local.internal.http.JsonService;
import dev.pallas.local.internal.http.RequestContext;
import dev.pallas.local.internal.s3.S3Objects;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The Athena API. It starts executions on threads of its own; closing it stops them. */
public final class AthenaService implements JsonService, AutoCloseable {
    private static final long CLOSE_SECONDS = 10;

    private final Map<String, Operation> operations = new HashMap<>();
    private final Executions executions;
    private final ExecutorService threads;

    public AthenaService(Engine engine, GlueStore glue, S3Objects objects, AthenaServiceOptions options) {
        var catalogs = options.tpch() ? Set.of("awsdatacatalog", TpchCatalog.NAME) : Set.of("awsdatacatalog");
        var created = QueryExecution.seconds(options.clock().instant());
        var workGroups = new WorkGroups(options.primaryOutputLocation(), created);
        executions = new Executions(options.history());
        threads = threads(options.runningQueries());
        var runner = new QueryRunner(engine, glue, objects, catalogs, workGroups, options.clock());
        operations.putAll(
                new QueryOperations(options, workGroups, executions, runner, threads, objects, catalogs).operations());
        operations.putAll(new ResultOperations(executions, objects).operations());
        operations.putAll(new WorkGroupOperations(workGroups, options).operations());
        operations.putAll(new PreparedStatementOperations(workGroups).operations());
        operations.putAll(new CatalogOperations(glue, objects, options.tpch()).operations());
    }

    private static ExecutorService threads(int number) {
        var count = new AtomicInteger();
        return Executors.newFixedThreadPool(number, task -> {
            var thread = new Thread(task, "athena-query-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public String targetPrefix() {
        return "AmazonAthena";
    }

    @Override
    public JsonNode handle(String operation, ObjectNode request, RequestContext context) {
        var known = operations.get(operation);
        if (known == null) {
            throw AthenaErrors.invalid(
                    "NOT_SUPPORTED",
                    String.format(Locale.ROOT, "Operation %s is not supported by this endpoint", operation));
        }
        return known.answer(new Request(request));
    }

    @Override
    public void close() {
        executions.all().forEach(QueryExecution::stop);
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
