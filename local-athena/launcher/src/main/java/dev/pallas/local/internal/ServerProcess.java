package dev.pallas.local.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The server's process. It ends when its standard input does, so it never outlives this process, however this one ends; closing it says the
 * same in an orderly way.
 */
public final class ServerProcess implements AutoCloseable {
    private static final String MAIN = "dev.pallas.local.internal.process.ServerMain";
    /** The last line that the server prints when it is ready. */
    private static final String READY = "PALLAS_READY";
    /** What the server prints if it cannot start for a reason that the user can change; a sentence follows. */
    private static final String FAILURE = "PALLAS_FAILURE=";
    /** The server's own end takes milliseconds; what takes longer than this hangs. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** For an end at which the JVM writes its archive of classes. */
    private static final Duration WRITING_GRACE = Duration.ofSeconds(60);

    private static final int KEPT_LINES = 40;

    private final Process process;
    private final ClassArchive archive;
    private final PrintStream log;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final Thread hook = new Thread(this::endAtOnce, "local-athena-end");
    /** What is deleted at the end. */
    private final Path garbage;

    private Map<String, String> endpoints = Map.of();
    private volatile @Nullable String failure;

    private ServerProcess(Process process, ClassArchive archive, Path garbage, PrintStream log) {
        this.process = process;
        this.archive = archive;
        this.log = log;
        this.garbage = garbage;
    }

    /**
     * Starts the server and waits until all its endpoints answer.
     *
     * @param log where the server's standard error goes
     * @throws IllegalStateException with the reason or what the server said, if it does not start in time or not at all
     */
    public static ServerProcess start(ServerSettings settings, PrintStream log) {
        var home = settings.java();
        var java = home == null ? JavaRuntime.chosen() : JavaRuntime.of(home);
        try {
            var jars = ServerJars.unpack();
            var archive = ClassArchive.of(jars.cache(), java, jars.classPath());
            var chosen = settings.data();
            var data = chosen == null ? DataFolders.temporary() : chosen;
            var scratch = DataFolders.scratch(data);
            var tls = settings.tls() == null ? null : TlsFiles.in(settings.tls(), java);
            var arguments = Files.createTempFile(scratch, "java-", ".args");
            Files.write(arguments, javaArguments(java, archive, jars, settings, tls, data, scratch));
            var builder = new ProcessBuilder(java.executable().toString(), "@" + arguments);
            builder.environment().put("PALLAS_ACCESS_KEY_ID", settings.accessKeyId());
            builder.environment().put("PALLAS_SECRET_ACCESS_KEY", settings.secretAccessKey());
            // would speak to the server's JVM, and be reported by it
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            builder.environment().remove("JDK_JAVA_OPTIONS");
            var server = new ServerProcess(builder.start(), archive, chosen == null ? data : scratch, log);
            server.awaitReady(settings.startTimeout());
            return server;
        } catch (IOException e) {
            throw new IllegalStateException("local-athena did not start: " + e.getMessage(), e);
        }
    }

    private static List<String> javaArguments(
            JavaRuntime java,
            ClassArchive archive,
            ServerJars.Unpacked jars,
            ServerSettings settings,
            @Nullable TlsFiles tls,
            Path data,
            Path scratch) {
        var classPath = new ArrayList<String>();
        jars.classPath().forEach(jar -> classPath.add(jar.toString()));
        var arguments = new ArrayList<String>();
        arguments.add("-Xmx" + settings.maxHeap());
        arguments.addAll(java.options());
        arguments.addAll(archive.options());
        arguments.add("-Djava.io.tmpdir=" + scratch);
        arguments.add("-Dfile.encoding=UTF-8");
        arguments.add("-Duser.timezone=UTC");
        arguments.add("-Duser.language=en");
        arguments.add("-Djava.awt.headless=true");
        // the engine measures objects by attaching to itself, which takes time and fails
        arguments.add("-Djol.skipDynamicAttach=true");
        arguments.add("-Djol.skipHotspotSAAttach=true");
        arguments.add("-cp");
        arguments.add(String.join(System.getProperty("path.separator"), classPath));
        arguments.add(MAIN);
        arguments.add("--data");
        arguments.add(data.toString());
        arguments.add("--storage-jars");
        arguments.add(jars.storage().toString());
        arguments.add("--port");
        arguments.add(String.valueOf(settings.port()));
        arguments.add("--region");
        arguments.add(settings.region());
        var tpch = settings.tpch();
        if (tpch != null) {
            arguments.add("--tpch");
            arguments.add(tpch);
        }
        if (tls != null) {
            arguments.add("--tls-key-store");
            arguments.add(tls.keyStore().toString());
        }
        flag(arguments, "--temporary", settings.data() == null);
        flag(arguments, "--verify", settings.verify());
        if (settings.allInterfaces()) {
            arguments.add("--bind");
            arguments.add("all");
        }
        return arguments.stream().map(ServerProcess::quoted).toList();
    }

    private static void flag(List<String> arguments, String name, boolean given) {
        if (given) {
            arguments.add(name);
        }
    }

    /** The quoting of Java's argument files. */
    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void awaitReady(Duration timeout) {
        Runtime.getRuntime().addShutdownHook(hook);
        var errors = daemon("local-athena-log", this::copyLog);
        var ready = new CompletableFuture<Map<String, String>>();
        daemon("local-athena-out", () -> readOutput(ready));
        try {
            endpoints = ready.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            join(errors);
            var reason = failure;
            if (reason != null) {
                close();
                throw new IllegalStateException("local-athena did not start: " + reason);
            }
            throw failed("local-athena did not start.");
        } catch (TimeoutException e) {
            throw failed("local-athena was not ready after " + timeout.toSeconds() + " seconds.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("The thread was interrupted while local-athena started.");
        }
    }

    private IllegalStateException failed(String message) {
        close();
        synchronized (lastLines) {
            var said = lastLines.isEmpty() ? " It said nothing." : " It said:\n" + String.join("\n", lastLines);
            return new IllegalStateException(message + said);
        }
    }

    private static Thread daemon(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copyLog() {
        try (var lines = reader(process.getErrorStream())) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                log.println(line);
                keep(line);
            }
        } catch (IOException e) {
            // the process has ended
        }
    }

    private void keep(String line) {
        synchronized (lastLines) {
            lastLines.add(line);
            if (lastLines.size() > KEPT_LINES) {
                lastLines.remove();
            }
        }
    }

    private void readOutput(CompletableFuture<Map<String, String>> ready) {
        var endpoints = new HashMap<String, String>();
        try (var lines = reader(process.getInputStream())) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var equals = line.indexOf('=');
                if (line.equals(READY)) {
                    ready.complete(Map.copyOf(endpoints));
                } else if (line.startsWith(FAILURE)) {
                    failure = line.substring(FAILURE.length());
                } else if (equals > 0) {
                    endpoints.put(line.substring(0, equals), line.substring(equals + 1));
                } else {
                    // not the server's: a JVM that cannot start says so on its standard output
                    keep(line);
                }
            }
        } catch (IOException e) {
            // the process has ended
        }
        ready.completeExceptionally(new IllegalStateException("ended"));
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** A line that the server printed when it was ready, such as {@code AWS_ENDPOINT_URL_S3}. */
    public String endpoint(String name) {
        var endpoint = endpoints.get(name);
        if (endpoint == null) {
            throw new IllegalStateException("local-athena did not tell its " + name + ".");
        }
        return endpoint;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Waits until the process ends, and returns its exit code. */
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /** Ends the process; returns when it is gone. May be called more than once. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // this JVM is on its way down, and the hook does what is done here
        }
    }

    /** The end of this JVM, which may be what a user waits for: a few seconds for an archive of classes are too many then. */
    private void endAtOnce() {
        if (archive.writes()) {
            process.destroyForcibly();
        }
        end();
    }

    private synchronized void end() {
        var interrupted = false;
        var grace = archive.writes() ? WRITING_GRACE : GRACE;
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // it has ended by itself
        }
        for (var step = 0; step < 3 && process.isAlive(); step++) {
            try {
                if (process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (step == 0) {
                process.destroy();
            } else {
                process.destroyForcibly();
            }
        }
        archive.ended(!process.isAlive() && process.exitValue() == 0);
        Folders.delete(garbage);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
