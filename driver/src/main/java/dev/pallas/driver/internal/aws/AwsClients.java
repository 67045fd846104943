package dev.pallas.driver.internal.aws;

import dev.pallas.driver.internal.config.Options;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The SDK's clients for one set of connection settings. */
record AwsClients(
        AthenaAsyncClient athena, S3AsyncClient s3, SdkAsyncHttpClient http, AwsCredentialsProvider credentials)
        implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 64;
    /** Requests that wait for a connection; bounded by memory rather than refused. */
    private static final int MAX_WAITING = 1_000_000;

    static AwsClients open(Options options, Threads threads) {
        var credentials = CredentialsProviders.of(options.credentials(), options.region());
        var http = http(options, threads);
        try {
            var athena = configure(
                            AthenaAsyncClient.builder(),
                            options,
                            threads,
                            credentials,
                            RetryRules.athena(options.retries()))
                    .httpClient(http)
                    .asyncConfiguration(async -> async.advancedOption(
                            SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, threads.workers()));
            options.athenaEndpoint().ifPresent(athena::endpointOverride);
            var s3 = configure(S3AsyncClient.builder(), options, threads, credentials, RetryRules.s3(options.retries()))
                    .httpClient(http)
                    .asyncConfiguration(async -> async.advancedOption(
                            SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, threads.workers()))
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .disableS3ExpressSessionAuth(true)
                    .crossRegionAccessEnabled(options.s3Endpoint().isEmpty())
                    .forcePathStyle(options.s3Endpoint().isPresent());
            options.s3Endpoint().ifPresent(s3::endpointOverride);
            return new AwsClients(athena.build(), s3.build(), http, credentials);
        } catch (RuntimeException e) {
            http.close();
            throw e;
        }
    }

    private static SdkAsyncHttpClient http(Options options, Threads threads) {
        var builder = NettyNioAsyncHttpClient.builder()
                .eventLoopGroup(threads.network())
                .maxConcurrency(MAX_CONNECTIONS)
                .maxPendingConnectionAcquires(MAX_WAITING)
                .connectionAcquisitionTimeout(Duration.ofMinutes(1))
                .tcpKeepAlive(true);
        options.proxy().map(AwsClients::proxy).ifPresent(builder::proxyConfiguration);
        var timeout = options.networkTimeout();
        if (timeout.isZero()) {
            return builder.connectionTimeout(Duration.ofSeconds(10))
                    .readTimeout(Duration.ofSeconds(60))
                    .build();
        }
        return builder.connectionTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .build();
    }

    private static ProxyConfiguration proxy(Options.Proxy proxy) {
        var builder = ProxyConfiguration.builder()
                .scheme(proxy.host().getScheme())
                .host(proxy.host().getHost())
                .port(proxy.port())
                .nonProxyHosts(proxy.exemptHosts());
        proxy.userName().ifPresent(builder::username);
        proxy.password().ifPresent(builder::password);
        return builder.build();
    }

    private static <B extends AwsClientBuilder<B, C>, C> B configure(
            B builder, Options options, Threads threads, AwsCredentialsProvider credentials, RetryStrategy retries) {
        var override =
                ClientOverrideConfiguration.builder().retryStrategy(retries).scheduledExecutorService(threads.timer());
        options.applicationName()
                .ifPresent(name -> override.putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, name));
        builder.credentialsProvider(credentials).overrideConfiguration(override.build());
        options.region().map(Region::of).ifPresent(builder::region);
        return builder;
    }

    /** Where Athena is, for messages. */
    static String athenaEndpoint(Options options) {
        return endpoint(options.athenaEndpoint(), "Athena", options);
    }

    /** Where S3 is, for messages. */
    static String s3Endpoint(Options options) {
        return endpoint(options.s3Endpoint(), "S3", options);
    }

    private static String endpoint(Optional<URI> explicit, String service, Options options) {
        return explicit.map(URI::toString)
                .or(() -> Optional.ofNullable(System.getProperty("aws.endpointUrl" + service)))
                .or(() -> Optional.ofNullable(
                        System.getenv("AWS_ENDPOINT_URL_" + service.toUpperCase(java.util.Locale.ROOT))))
                .or(() -> Optional.ofNullable(System.getProperty("aws.endpointUrl")))
                .or(() -> Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")))
                .orElseGet(() -> "of " + service + " in "
                        + options.region().map(region -> "region " + region).orElse("the default region"));
    }

    @Override
    public void close() {
        athena.close();
        s3.close();
        http.close();
        if (credentials instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
