package dev.pallas.local.internal;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a server is started with.
 *
 * @param data the data folder, null for one that is deleted at the end
 * @param java the home of the Java that runs it; null for the one that {@link JavaRuntime#HOME_PROPERTY} names, or this one
 * @param maxHeap as in {@code -Xmx}
 * @param port of all APIs, 0 for any
 * @param tpch the largest database of the data catalog {@code tpch}, null for no such catalog
 * @param verify true to accept only requests that are signed with the keys
 * @param tls the folder with the key and the certificate for HTTPS; null for none
 * @param allInterfaces true to listen on all network interfaces, false for the loopback interface alone
 */
public record ServerSettings(
        @Nullable Path data,
        @Nullable Path java,
        String maxHeap,
        int port,
        @Nullable String tpch,
        String region,
        String accessKeyId,
        String secretAccessKey,
        boolean verify,
        @Nullable Path tls,
        boolean allInterfaces,
        Duration startTimeout) {
    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "ServerSettings[data=%s, maxHeap=%s, port=%d, tpch=%s, region=%s, verify=%s, tls=%s, allInterfaces=%s]"
                .formatted(data, maxHeap, port, tpch, region, verify, tls, allInterfaces);
    }
}
