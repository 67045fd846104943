package dev.pallas.local.internal.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pallas.local.internal.athena.AthenaService;
import dev.pallas.local.internal.athena.AthenaServiceOptions;
import dev.pallas.local.internal.athena.IcebergStorage;
import dev.pallas.local.internal.engine.EngineOptions;
import dev.pallas.local.internal.engine.TrinoEngine;
import dev.pallas.local.internal.glue.GlueService;
import dev.pallas.local.internal.glue.GlueStore;
import dev.pallas.local.internal.http.IsolatedFront;
import dev.pallas.local.internal.http.JsonApi;
import dev.pallas.local.internal.s3.AwsS3Objects;
import dev.pallas.local.internal.s3.S3Objects;
import dev.pallas.local.storage.api.Backend;
import dev.pallas.local.storage.api.Front;
import dev.pallas.local.storage.api.FrontOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Starts local-athena, prints its endpoints on standard output when all of them answer, and ends when standard input does, which happens
 * at the latest when the process that started it dies.
 */
public final class ServerMain {
    /** What a client without an output location of its own may write to. */
    private static final String RESULTS_BUCKET = "pallas-results";

    private static final String WAREHOUSE_BUCKET = "pallas-warehouse";

    private final ServerOptions options;
    private final AtomicBoolean ended = new AtomicBoolean();

    private ServerMain(ServerOptions options) {
        this.options = options;
    }

    /** Takes the options that {@link ServerOptions} names. */
    public static void main(String[] arguments) {
        // standard output belongs to the launcher; libraries print greetings there
        var out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Logging.configure();
        ServerMain main;
        try {
            main = new ServerMain(ServerOptions.parse(arguments, System.getenv()));
        } catch (IllegalArgumentException e) {
            System.err.println("local-athena: " + e.getMessage());
            Runtime.getRuntime().halt(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(main::end, "end"));
        var watch = new Thread(() -> main.endWithInput(System.in), "watch-parent");
        watch.setDaemon(true);
        watch.start();
        try {
            main.start(out);
        } catch (Exception | LinkageError e) {
            var sentence = main.sentence(e);
            if (sentence == null) {
                System.err.println("local-athena did not start: " + reason(e));
            } else {
                out.println("PALLAS_FAILURE=" + sentence);
                out.flush();
            }
            // the engine leaves threads behind that would keep the process alive
            main.end();
            Runtime.getRuntime().halt(1);
        }
    }

    // closed by the end of the process, which is how all of them end
    @SuppressWarnings("resource")
    private void start(PrintStream out) throws IOException, StartException {
        var clock = Clock.systemUTC();
        var data = options.dataFolder();
        DataFolder.take(data, scratch());
        var glue = new GlueStore(clock, data.resolve("catalog.jsonl"));
        if (glue.listDatabases().isEmpty()) {
            // every account has it
            glue.createDatabase(JsonNodeFactory.instance.objectNode().put("Name", "default"));
        }
        var api = new JsonApi();
        var backend = new ServerBackend(api, clock);
        // at the same time as the engine, which asks for it late
        var storage = CompletableFuture.supplyAsync(() -> startStorage(data.resolve("s3"), backend));
        api.add(new GlueService(glue, new IcebergStorage(() -> storage.join().objects())));
        var engine = new TrinoEngine(new EngineOptions(
                () -> storage.join().endpoint(),
                options.region(),
                options.accessKeyId(),
                options.secretAccessKey(),
                Files.createDirectories(data.resolve("engine")),
                "s3://" + WAREHOUSE_BUCKET + "/",
                !options.tpch().isEmpty()));
        var front = storage.join().front();
        api.add(new AthenaService(
                engine,
                glue,
                storage.join().objects(),
                backend.queries(),
                AthenaServiceOptions.standard(clock, data).withTpch(options.tpch())));
        front.open();
        announce(out, URI.create("http://127.0.0.1:" + front.port()), engine.endpoint());
    }

    /** @param endpoint for the engine and this process itself */
    private record Storage(Front front, URI endpoint, S3Objects objects) {}

    private Storage startStorage(Path folder, Backend backend) {
        var keyId = options.accessKeyId();
        var secret = options.secretAccessKey();
        try {
            var front = IsolatedFront.start(
                    options.storageJars(),
                    new FrontOptions(
                            folder,
                            options.port(),
                            options.tlsKeyStore(),
                            options.allInterfaces(),
                            options.verify(),
                            keyId,
                            secret),
                    backend);
            var endpoint = URI.create("http://127.0.0.1:" + front.internalPort());
            var objects = new AwsS3Objects(endpoint, options.region(), keyId, secret);
            objects.createBucket(RESULTS_BUCKET);
            objects.createBucket(WAREHOUSE_BUCKET);
            return new Storage(front, endpoint, objects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void announce(PrintStream out, URI endpoint, URI engine) {
        out.println("PALLAS_ENGINE_ENDPOINT=" + engine);
        out.println("AWS_ENDPOINT_URL_ATHENA=" + endpoint);
        out.println("AWS_ENDPOINT_URL_S3=" + endpoint);
        out.println("AWS_ENDPOINT_URL_GLUE=" + endpoint);
        out.println("PALLAS_READY");
        out.flush();
    }

    private void endWithInput(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // as good as its end
        }
        end();
        Runtime.getRuntime().halt(0);
    }

    /**
     * Deletes what is temporary. The servers are not asked to stop: the engine alone takes 5 seconds for it, and a data folder that is kept
     * must bear a kill anyway.
     */
    private void end() {
        if (ended.compareAndSet(false, true)) {
            DataFolder.delete(options.temporary() ? options.dataFolder() : scratch());
        }
    }

    /** What the launcher made for this start alone. */
    private static Path scratch() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** What to tell the user, who can change it; null if there is more to tell than a sentence. */
    private @Nullable String sentence(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartException) {
                return cause.getMessage();
            }
            if (cause instanceof BindException) {
                return "Port " + options.port() + " is taken, or not one to listen on (" + cause.getMessage()
                        + "). Choose another, or 0 for any that is free.";
            }
        }
        return null;
    }

    private static String reason(Throwable failure) {
        var reason = new StringBuilder(failure.toString());
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            reason.append(System.lineSeparator()).append("  caused by ").append(cause);
        }
        return reason.toString();
    }
}
