package dev.pallas.local.storage.api;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the front listens.
 *
 * @param folder where the buckets are; made if it is not there
 * @param port for clients; 0 for any free one
 * @param keyStore PKCS #12 with the password {@code changeit} and the key for HTTPS, which clients may speak on the same port; null for HTTP
 *     only
 * @param allInterfaces true to listen on all interfaces, false for loopback only
 * @param verify true to verify signatures against the one key pair, false to take any signed request
 */
public record FrontOptions(
        Path folder,
        int port,
        @Nullable Path keyStore,
        boolean allInterfaces,
        boolean verify,
        String accessKeyId,
        String secretAccessKey) {
    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "FrontOptions[folder=%s, port=%d, allInterfaces=%s, verify=%s]"
                .formatted(folder, port, allInterfaces, verify);
    }
}
