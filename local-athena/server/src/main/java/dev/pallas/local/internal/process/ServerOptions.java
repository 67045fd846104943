package dev.pallas.local.internal.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the process is asked to start, from its command line; the keys come from the environment, since a command line is for all to see.
 *
 * @param dataFolder where buckets, catalog and the engine's files are
 * @param temporary true to delete the data folder at the end
 * @param storageJars the folder with the jars of the S3 endpoint
 * @param apiPort the port of the Athena and Glue APIs, 0 for any
 * @param tpch true to offer the catalog {@code tpch}
 */
record ServerOptions(
        Path dataFolder,
        boolean temporary,
        Path storageJars,
        int apiPort,
        boolean tpch,
        String region,
        String accessKeyId,
        String secretAccessKey) {
    private static final Set<String> FLAGS = Set.of("--temporary", "--tpch");
    private static final Set<String> VALUES = Set.of("--data", "--storage-jars", "--port", "--region");

    static ServerOptions parse(String[] arguments, Map<String, String> environment) {
        var given = new HashMap<String, String>();
        for (var i = 0; i < arguments.length; i++) {
            var name = arguments[i];
            if (FLAGS.contains(name)) {
                given.put(name, "");
            } else if (VALUES.contains(name) && i + 1 < arguments.length) {
                given.put(name, arguments[++i]);
            } else {
                throw new IllegalArgumentException("unknown or incomplete option: " + name);
            }
        }
        return new ServerOptions(
                Path.of(required(given, "--data")).toAbsolutePath(),
                given.containsKey("--temporary"),
                Path.of(required(given, "--storage-jars")),
                Integer.parseInt(given.getOrDefault("--port", "0")),
                given.containsKey("--tpch"),
                given.getOrDefault("--region", "us-east-1"),
                required(environment, "PALLAS_ACCESS_KEY_ID"),
                required(environment, "PALLAS_SECRET_ACCESS_KEY"));
    }

    private static String required(Map<String, String> values, String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "ServerOptions[data=%s, temporary=%s, port=%d, tpch=%s]".formatted(dataFolder, temporary, apiPort, tpch);
    }
}
