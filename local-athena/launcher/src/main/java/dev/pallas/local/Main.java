package dev.pallas.local;

import java.io.PrintStream;
import java.nio.file.Path;

/** Runs local-athena in the foreground: {@code java -jar pallas-local-athena.jar}. */
public final class Main {
    private static final String USAGE = """
            Usage: java -jar pallas-local-athena.jar [options]

              --tpch        offer the data catalog tpch, a generator of the TPC-H tables
              --port N      the port of the Athena and Glue APIs (default: any that is free)
              --data DIR    keep buckets and catalog in DIR (default: a folder that is deleted at the end)
              --heap SIZE   the server's heap, such as 1g (default: 1g)
              --help        this text

            When it is ready, it prints what a shell needs to find it, one NAME=value to a line, on standard output.
            It runs until it is interrupted.
            """;

    private Main() {}

    /** Takes the options that {@code --help} lists. */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(arguments, System.out, System.err));
    }

    /** What {@link #main} does, but for ending the JVM. */
    static int run(String[] arguments, PrintStream out, PrintStream err) throws InterruptedException {
        var builder = LocalAthena.builder();
        try {
            for (var i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--help" -> {
                        out.print(USAGE);
                        return 0;
                    }
                    case "--tpch" -> builder.tpch(true);
                    case "--port" -> builder.port(Integer.parseInt(value(arguments, ++i)));
                    case "--data" -> builder.dataDirectory(Path.of(value(arguments, ++i)));
                    case "--heap" -> builder.maxHeap(value(arguments, ++i));
                    default -> throw new IllegalArgumentException("There is no option " + arguments[i] + ".");
                }
            }
        } catch (IllegalArgumentException e) {
            err.println("local-athena: " + e.getMessage());
            err.print(USAGE);
            return 2;
        }
        try (var athena = builder.start()) {
            out.println("AWS_ENDPOINT_URL_ATHENA=" + athena.athenaEndpoint());
            out.println("AWS_ENDPOINT_URL_S3=" + athena.s3Endpoint());
            out.println("AWS_ENDPOINT_URL_GLUE=" + athena.glueEndpoint());
            out.println("AWS_ACCESS_KEY_ID=" + athena.accessKeyId());
            out.println("AWS_SECRET_ACCESS_KEY=" + athena.secretAccessKey());
            out.println("AWS_REGION=" + athena.region());
            out.println("PALLAS_JDBC_URL='" + athena.jdbcUrl() + "'");
            out.flush();
            err.println("local-athena is ready; interrupt it to end it.");
            var code = athena.waitFor();
            if (code != 0) {
                err.println("local-athena: the server ended with exit code " + code + ".");
            }
            return code;
        } catch (IllegalStateException e) {
            err.println("local-athena: " + e.getMessage());
            return 1;
        }
    }

    private static String value(String[] arguments, int index) {
        if (index >= arguments.length) {
            throw new IllegalArgumentException(arguments[index - 1] + " needs a value.");
        }
        return arguments[index];
    }
}
