package dev.pallas.local;

import dev.pallas.local.internal.ServerJars;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs local-athena in the foreground: {@code java -jar pallas-local-athena.jar}.
 *
 * <p>Exit codes: 0 for {@code --help} and {@code --version}, 1 if the server does not start or dies, 2 for a wrong command line, and what
 * the JVM gives for a signal.
 */
@Command(
        name = "java -jar pallas-local-athena.jar",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        versionProvider = Main.Version.class,
        description = {
            "%nAmazon Athena, AWS Glue and Amazon S3 on this machine, over a real query engine.%n",
            "When it is ready, it prints what programs need to find it, one NAME=value to a line, on standard output;"
                    + " everything else goes to standard error. It runs until it is interrupted.%n"
        },
        footer = {
            "%nFor another shell to find it:",
            "  java -jar pallas-local-athena.jar > athena.env",
            "  set -a; . ./athena.env; set +a; aws athena list-data-catalogs"
        })
public final class Main implements Callable<Integer> {
    /** What a shell takes as it is. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=+@%,-]*");

    private final LocalAthena.Builder builder = LocalAthena.builder();
    private final PrintWriter out;
    private final PrintWriter err;

    @Spec
    private @Nullable CommandSpec spec;

    private @Nullable Path data;
    private @Nullable Path tls;
    private boolean keysGiven;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port of all APIs; 0 for any that is free. Default: 0.")
    void port(int port) {
        builder.port(port);
    }

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep buckets and catalog in DIR, from one run to the next."
                    + " Default: a folder that is deleted at the end.")
    void data(Path folder) {
        data = folder;
        builder.dataDirectory(folder);
    }

    @Option(
            names = "--tpch",
            paramLabel = "tiny|sf1",
            description = "Offer the data catalog tpch, which generates the TPC-H tables, with the database tiny"
                    + " (scale factor 0.01), or tiny and sf1.")
    void tpch(String database) {
        switch (database) {
            case "tiny" -> builder.tpch(Tpch.TINY);
            case "sf1" -> builder.tpch(Tpch.SF1);
            default ->
                throw new IllegalArgumentException("The option --tpch takes tiny or sf1, not \"" + database + "\".");
        }
    }

    @Option(
            names = "--access-key-id",
            paramLabel = "K",
            description = "Accept only requests that are signed with this key and --secret-access-key."
                    + " Default: any signature is accepted.")
    private @Nullable String accessKeyId;

    @Option(names = "--secret-access-key", paramLabel = "S", description = "The secret of --access-key-id.")
    private @Nullable String secretAccessKey;

    @Option(
            names = "--tls",
            paramLabel = "DIR",
            description = "Answer HTTPS as well, on the same port, with a certificate that is kept in DIR, and made"
                    + " if it is not there; certificate.pem and trust.p12 (password changeit) are for clients."
                    + " Default: HTTP only.")
    void tls(Path folder) {
        tls = folder;
        builder.tls(folder);
    }

    @Option(names = "--region", paramLabel = "R", description = "The region to be in. Default: us-east-1.")
    void region(String region) {
        builder.region(region);
    }

    @Option(names = "--heap", paramLabel = "SIZE", description = "The server's heap, such as 2g. Default: 1g.")
    void heap(String size) {
        builder.maxHeap(size);
    }

    @Option(
            names = "--bind-to-all-interfaces",
            description = "Let other machines and containers connect. Default: only this machine.")
    void bindToAllInterfaces(boolean all) {
        builder.bindToAllInterfaces(all);
    }

    private Main(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Takes the options that {@code --help} lists. */
    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, out, err));
    }

    /** What {@link #main} does, but for ending the JVM. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        return new CommandLine(new Main(out, err))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((wrong, given) -> {
                    err.println("local-athena: " + sentence(wrong));
                    UnmatchedArgumentException.printSuggestions(wrong, err);
                    err.println("The option --help lists what there is.");
                    return CommandLine.ExitCode.USAGE;
                })
                .execute(arguments);
    }

    /** What a setter of the builder says is a sentence already, which the parser wraps. */
    private static String sentence(ParameterException wrong) {
        for (var cause = wrong.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return String.valueOf(wrong.getMessage());
    }

    @Override
    public Integer call() throws InterruptedException {
        keys();
        try (var athena = builder.start()) {
            print("AWS_ENDPOINT_URL_ATHENA", athena.athenaEndpoint());
            print("AWS_ENDPOINT_URL_S3", athena.s3Endpoint());
            print("AWS_ENDPOINT_URL_GLUE", athena.glueEndpoint());
            print("AWS_ENDPOINT_URL_STS", athena.athenaEndpoint());
            print("AWS_ACCESS_KEY_ID", athena.accessKeyId());
            print("AWS_SECRET_ACCESS_KEY", athena.secretAccessKey());
            print("AWS_REGION", athena.region());
            // boto3 and the AWS command line read this one instead
            print("AWS_DEFAULT_REGION", athena.region());
            print("PALLAS_JDBC_URL", athena.jdbcUrl());
            greet(athena);
            var code = athena.waitFor();
            err.println("local-athena: the server ended with exit code " + code + ".");
            return CommandLine.ExitCode.SOFTWARE;
        } catch (IllegalStateException | UncheckedIOException e) {
            err.println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void keys() {
        var id = accessKeyId;
        var secret = secretAccessKey;
        if (id != null && secret != null) {
            try {
                builder.accessKey(id, secret);
            } catch (IllegalArgumentException e) {
                throw wrong(String.valueOf(e.getMessage()));
            }
            keysGiven = true;
        } else if (id != null || secret != null) {
            throw wrong("The options --access-key-id and --secret-access-key belong together.");
        }
    }

    private ParameterException wrong(String message) {
        if (spec == null) {
            throw new IllegalStateException("The command line was not parsed.");
        }
        return new ParameterException(spec.commandLine(), message);
    }

    private void print(String name, Object value) {
        out.println(name + "=" + quoted(value.toString()));
        out.flush();
    }

    /** The text for a POSIX shell: as it is where that means itself, in single quotes elsewhere. */
    static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private void greet(LocalAthena athena) {
        err.println();
        err.println("local-athena is ready.");
        err.println("  Endpoint      " + athena.athenaEndpoint() + " for Athena, Glue and S3");
        if (tls != null) {
            err.println("  HTTPS         " + athena.httpsEndpoint() + ", to be trusted by the certificate in " + tls);
        }
        err.println("  Buckets       " + athena.outputLocation() + ", " + athena.warehouseLocation());
        err.println("  Data          " + (data == null ? "thrown away at the end; --data DIR keeps it" : data));
        err.println("  Keys          "
                + (keysGiven ? "requests must be signed with the given ones" : "any; signatures are not verified"));
        err.println();
        err.println("With the lines above in the environment (set -a; . FILE; set +a) any AWS client finds it:");
        err.println(
                "  aws athena start-query-execution --query-string 'SELECT 1' --result-configuration OutputLocation="
                        + athena.outputLocation());
        err.println("Interrupt it (Ctrl+C) to end it.");
    }

    /** The version of the artifact. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"pallas-local-athena " + ServerJars.version()};
        }
    }
}
