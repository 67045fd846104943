package dev.pallas.driver.internal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pallas.driver.AthenaClient;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.internal.Clients;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A proxy that is asked once, and says no. */
class ProxyTest {

    private static List<String> askedOf(ServerSocket proxy) {
        try (var socket = proxy.accept();
                var reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            var lines = new ArrayList<String>();
            for (var line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                lines.add(line);
            }
            socket.getOutputStream().write("HTTP/1.1 403 Forbidden\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return lines;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static AthenaClient client(int proxyPort, Map<String, String> more) {
        var settings = AthenaSettings.fromUrl(
                "jdbc:athena://Region=us-east-1;User=u;Password=p;NumRetries=0;ProxyHost=127.0.0.1;ProxyPort="
                        + proxyPort,
                more);
        return Clients.open(settings, id -> {});
    }

    @Test
    void requestsGoThroughTheProxy() throws Exception {
        try (var proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = client(
                        proxy.getLocalPort(),
                        Map.of("AthenaEndpoint", "https://athena.invalid", "ProxyUID", "me", "ProxyPWD", "secret"))) {
            var asked = CompletableFuture.supplyAsync(() -> askedOf(proxy));
            var answer = client.catalog().listCatalogs().toCompletableFuture();

            assertThat(asked.get(30, TimeUnit.SECONDS))
                    .startsWith("CONNECT athena.invalid:443 HTTP/1.1")
                    .anyMatch(line -> line.equalsIgnoreCase("proxy-authorization: Basic bWU6c2VjcmV0"));
            assertThat(answer.handle((names, failure) -> failure != null).get(30, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(client.settings().toString()).doesNotContain("secret");
        }
    }

    @Test
    void exemptHostsAreAskedDirectly() throws Exception {
        try (var proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var athena = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = client(
                        proxy.getLocalPort(),
                        Map.of(
                                "AthenaEndpoint",
                                "http://localhost:" + athena.getLocalPort(),
                                "ProxyExemptHosts",
                                "*.internal|LOCAL*"))) {
            var asked = CompletableFuture.supplyAsync(() -> askedOf(athena));
            var answer = client.catalog().listCatalogs().toCompletableFuture();

            assertThat(asked.get(30, TimeUnit.SECONDS)).startsWith("POST / HTTP/1.1");
            assertThat(answer.handle((names, failure) -> failure != null).get(30, TimeUnit.SECONDS))
                    .isTrue();
        }
    }
}
