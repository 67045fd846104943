package dev.pallas.driver.internal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaSettings;
import dev.pallas.driver.MfaPrompt;
import dev.pallas.driver.internal.config.Options;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.utils.SdkAutoCloseable;

class CredentialsProvidersTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/reader";

    /** What the token service was asked. */
    private final List<Map<String, String>> requests = Collections.synchronizedList(new ArrayList<>());

    private Duration lifetime = Duration.ofHours(1);
    private HttpServer sts;

    @BeforeEach
    void start() throws IOException {
        sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.createContext("/", this::answer);
        sts.start();
    }

    @AfterEach
    void stop() {
        sts.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var request = new HashMap<String, String>();
        for (var pair : new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("&", -1)) {
            var parts = pair.split("=", 2);
            request.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        request.put("Authorization", authorization == null ? "" : authorization);
        requests.add(request);
        var action = request.get("Action");
        var body = "<" + action + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" + action
                + "Result><Credentials><AccessKeyId>ASIA" + requests.size()
                + "</AccessKeyId><SecretAccessKey>sts-secret</SecretAccessKey><SessionToken>sts-token</SessionToken><Expiration>"
                + Instant.now().plus(lifetime) + "</Expiration></Credentials></" + action + "Result></" + action
                + "Response>";
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private AwsCredentialsProvider provider(String... namesAndValues) {
        var settings = new HashMap<String, String>();
        settings.put("Region", "eu-west-1");
        settings.put("StsEndpoint", "http://127.0.0.1:" + sts.getAddress().getPort());
        for (var i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        var options = Options.of(AthenaSettings.of(settings).toMap(), name -> Optional.empty());
        return CredentialsProviders.of(options.credentials(), options.region());
    }

    private static void close(AwsCredentialsProvider provider) {
        ((SdkAutoCloseable) provider).close();
    }

    @Test
    void aRoleIsTakenOnWithOnesOwnKeys() {
        var provider = provider(
                "CredentialsProvider", "AssumeRole",
                "User", "AKIAOWN",
                "Password", "own-secret",
                "RoleArn", ROLE,
                "RoleSessionName", "nightly",
                "RoleSessionDuration", "900",
                "ExternalId", "external-1");
        var credentials = (AwsSessionCredentials) provider.resolveCredentials();
        assertThat(credentials.accessKeyId()).isEqualTo("ASIA1");
        assertThat(credentials.sessionToken()).isEqualTo("sts-token");
        assertThat(requests.get(0))
                .containsEntry("Action", "AssumeRole")
                .containsEntry("RoleArn", ROLE)
                .containsEntry("RoleSessionName", "nightly")
                .containsEntry("DurationSeconds", "900")
                .containsEntry("ExternalId", "external-1")
                .doesNotContainKey("SerialNumber");
        assertThat(requests.get(0).get("Authorization"))
                .contains("Credential=AKIAOWN/")
                .contains("/eu-west-1/sts/");
        assertThat(provider.toString()).doesNotContain("secret", "token", "external-1");
        close(provider);
    }

    @Test
    void credentialsAreKeptWhileTheyLastAndRenewedWhenTheyExpire() {
        var provider = provider("CredentialsProvider", "AssumeRole", "User", "a", "Password", "b", "RoleArn", ROLE);
        assertThat(provider.resolveCredentials()).isEqualTo(provider.resolveCredentials());
        assertThat(requests).hasSize(1);
        close(provider);

        // less than the SDK's margin: each time they count as expired
        lifetime = Duration.ofSeconds(1);
        var shortLived = provider("CredentialsProvider", "AssumeRole", "User", "a", "Password", "b", "RoleArn", ROLE);
        assertThat(shortLived.resolveCredentials().accessKeyId()).isEqualTo("ASIA2");
        assertThat(shortLived.resolveCredentials().accessKeyId()).isEqualTo("ASIA3");
        close(shortLived);
    }

    /** Counts its calls. */
    public static final class Prompt implements MfaPrompt {
        static final AtomicInteger CALLS = new AtomicInteger();

        @Override
        public String code(String serialNumber) {
            return serialNumber.equals("device-1") ? "00000" + CALLS.incrementAndGet() : "";
        }
    }

    @Test
    void aCodeIsAskedForAtEachRenewal() {
        Prompt.CALLS.set(0);
        lifetime = Duration.ofSeconds(1);
        var provider = provider(
                "CredentialsProvider", "AssumeRole",
                "User", "a",
                "Password", "b",
                "RoleArn", ROLE,
                "MfaSerial", "device-1",
                "MfaPrompt", Prompt.class.getName());
        provider.resolveCredentials();
        provider.resolveCredentials();
        assertThat(requests).extracting(request -> request.get("TokenCode")).containsExactly("000001", "000002");
        assertThat(requests.get(0)).containsEntry("SerialNumber", "device-1");
        close(provider);
        assertThatThrownBy(() -> provider(
                        "CredentialsProvider",
                        "AssumeRole",
                        "RoleArn",
                        ROLE,
                        "MfaSerial",
                        "x",
                        "MfaPrompt",
                        "no.Class"))
                .hasMessageContaining("MfaPrompt=no.Class");
        assertThatThrownBy(() -> provider("CredentialsProvider", "AssumeRole", "RoleArn", ROLE, "MfaSerial", "x"))
                .hasMessageContaining("MfaSerial and MfaPrompt");
    }

    @Test
    void aTokenIsReadFromItsFileAtEachRenewal(@TempDir Path folder) throws IOException {
        lifetime = Duration.ofSeconds(1);
        var file = Files.writeString(folder.resolve("token"), "first\n");
        var provider = provider(
                "CredentialsProvider", "WebIdentity", "RoleArn", ROLE, "WebIdentityTokenFile", file.toString());
        provider.resolveCredentials();
        Files.writeString(file, "second");
        provider.resolveCredentials();
        assertThat(requests)
                .extracting(request -> request.get("WebIdentityToken"))
                .containsExactly("first", "second");
        assertThat(requests).allSatisfy(request -> assertThat(request)
                .containsEntry("Action", "AssumeRoleWithWebIdentity")
                .containsEntry("RoleSessionName", "pallas")
                .containsEntry("Authorization", ""));
        close(provider);

        Files.delete(file);
        var without = provider(
                "CredentialsProvider", "WebIdentity", "RoleArn", ROLE, "WebIdentityTokenFile", file.toString());
        assertThatThrownBy(without::resolveCredentials).hasMessageContaining("WebIdentityTokenFile");
        close(without);
    }

    @Test
    void aTokenIsTakenUnderAmazonsNames() {
        var provider = provider(
                "CredentialsProvider", "JWT",
                "web_identity_token", "the-token",
                "role_arn", ROLE,
                "role_session_name", "s",
                "Duration", "1800");
        assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIA1");
        assertThat(requests.get(0))
                .containsEntry("WebIdentityToken", "the-token")
                .containsEntry("DurationSeconds", "1800");
        close(provider);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> provider("CredentialsProvider", "AssumeRole")).hasMessageContaining("RoleArn");
        assertThatThrownBy(() -> provider("CredentialsProvider", "JWT", "RoleArn", ROLE))
                .hasMessageContaining("JwtWebIdentityToken");
        assertThatThrownBy(() -> provider("CredentialsProvider", "SSO")).hasMessageContaining("ProfileName");
        assertThatThrownBy(() -> provider("CredentialsProvider", "Okta")).hasMessageContaining("AssumeRole");
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> provider("CredentialsProvider", "SSO", "ProfileName", "x"))
                .withMessageContaining("software.amazon.awssdk:sso")
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("28000"));
        assertThatThrownBy(() -> provider(
                        "CredentialsProvider",
                        "JWT",
                        "User",
                        "a",
                        "Password",
                        "b",
                        "RoleArn",
                        ROLE,
                        "JwtWebIdentityToken",
                        "t"))
                .hasMessageContaining("User and Password cannot be used");
    }

    /** A provider of the application's own. */
    public static final class Custom implements AwsCredentialsProvider {
        private final String key;

        public Custom(String key, String secret) {
            this.key = key + secret.length();
        }

        @Override
        public AwsCredentials resolveCredentials() {
            return AwsBasicCredentials.create(key, "x");
        }
    }

    @Test
    void aClassOfOnesOwnIsMadeWithItsArguments() {
        var provider = provider(
                "AWSCredentialsProviderClass", Custom.class.getName(), "AwsCredentialsProviderArguments", "id, abc");
        assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("id3");
        assertThatThrownBy(() -> provider(
                        "CredentialsProvider",
                        Custom.class.getName(),
                        "CredentialsProviderArguments",
                        "top,secret,value"))
                .hasMessageContaining("3 strings")
                .hasMessageNotContaining("top");
    }

    @Test
    void noSecretIsShown() {
        var secrets = Map.of(
                "User", "AKIASHOWN",
                "Password", "value-of-password",
                "SessionToken", "value-of-session",
                "ExternalId", "value-of-external",
                "JwtWebIdentityToken", "value-of-token");
        var all = new HashMap<>(secrets);
        all.put("CredentialsProvider", "AssumeRole");
        all.put("RoleArn", ROLE);
        var settings = AthenaSettings.of(all);
        var options = Options.of(settings.toMap(), name -> Optional.empty());
        assertThat(settings.toString()
                        + options
                        + options.credentials()
                        + options.credentials().role())
                .doesNotContain("value-of")
                .doesNotContain("AKIASHOWN")
                .contains(ROLE);
        // every setting that is marked as secret hides whatever it is given
        for (var definition : AthenaSettings.definitions()) {
            if (definition.secret()) {
                assertThatThrownBy(() ->
                                AthenaSettings.of(Map.of(definition.name(), "value-of-it", "Region", "no region")))
                        .hasMessageNotContaining("value-of-it");
            }
        }
    }
}
