package dev.pallas.local.internal.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the process is asked to start, from its command line; the keys come from the environment, since a command line is for all to see.
 *
 * @param dataFolder where buckets, catalog and the engine's files are
 * @param temporary true to delete the data folder at the end
 * @param storageJars the folder with the jars of the HTTP front
 * @param port of all APIs, 0 for any
 * @param tlsKeyStore PKCS #12 with the key for HTTPS; null for HTTP only
 * @param tpch the databases of the catalog {@code tpch}; none if it is not offered
 * @param allInterfaces true to listen on all interfaces, false for loopback only
 * @param verify true to verify signatures against the key pair, false to take any signed request
 */
record ServerOptions(
        Path dataFolder,
        boolean temporary,
        Path storageJars,
        int port,
        @Nullable Path tlsKeyStore,
        List<String> tpch,
        String region,
        boolean allInterfaces,
        boolean verify,
        String accessKeyId,
        String secretAccessKey) {
    private static final Set<String> FLAGS = Set.of("--temporary", "--verify");
    private static final Set<String> VALUES =
            Set.of("--data", "--storage-jars", "--port", "--tls-key-store", "--region", "--bind");
    private static final String TPCH = "--tpch";

    static ServerOptions parse(String[] arguments, Map<String, String> environment) {
        var given = new HashMap<String, String>();
        for (var i = 0; i < arguments.length; i++) {
            var name = arguments[i];
            if (FLAGS.contains(name)) {
                given.put(name, "");
            } else if (name.equals(TPCH)) {
                var hasValue = i + 1 < arguments.length && !arguments[i + 1].startsWith("--");
                given.put(name, hasValue ? arguments[++i] : "tiny");
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
                port(given.getOrDefault("--port", "0")),
                given.containsKey("--tls-key-store") ? Path.of(given.get("--tls-key-store")) : null,
                tpch(given.get(TPCH)),
                given.getOrDefault("--region", "us-east-1"),
                allInterfaces(given.getOrDefault("--bind", "loopback")),
                given.containsKey("--verify"),
                required(environment, "PALLAS_ACCESS_KEY_ID"),
                required(environment, "PALLAS_SECRET_ACCESS_KEY"));
    }

    private static int port(String port) {
        try {
            var number = Integer.parseInt(port);
            if (number >= 0 && number <= 65_535) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("--port must be a number from 0 to 65535, not " + port);
    }

    private static List<String> tpch(@Nullable String scale) {
        if (scale == null) {
            return List.of();
        }
        return switch (scale) {
            case "tiny" -> List.of("tiny");
            case "sf1" -> List.of("sf1", "tiny");
            default -> throw new IllegalArgumentException("--tpch must be tiny or sf1, not " + scale);
        };
    }

    private static boolean allInterfaces(String bind) {
        return switch (bind) {
            case "loopback" -> false;
            case "all" -> true;
            default -> throw new IllegalArgumentException("--bind must be loopback or all, not " + bind);
        };
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
        return "ServerOptions[data=%s, temporary=%s, port=%d, tpch=%s, allInterfaces=%s, verify=%s]"
                .formatted(dataFolder, temporary, port, tpch, allInterfaces, verify);
    }
}
