package dev.pallas.driver.internal.submit;

import dev.pallas.driver.internal.aws.Pacer;
import dev.pallas.driver.internal.completion.RunTimes;
import dev.pallas.driver.internal.completion.StatusPoller;
import dev.pallas.driver.internal.config.Options;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/**
 * What clients of equal connection settings share.
 *
 * @param athena the SDK's client; the supplier throws what is wrong with region or credentials, at the first request
 * @param s3 likewise
 * @param workers runs what may take a moment, so that a caller never waits for it
 * @param timer one thread; nothing that takes a moment runs on it
 * @param pacer shared with other backends of the account
 * @param region the region of the SDK's client; the supplier throws what is wrong with it
 * @param athenaEndpoint for messages
 * @param s3Endpoint for messages
 */
public record Backend(
        Supplier<AthenaAsyncClient> athena,
        Supplier<S3AsyncClient> s3,
        Executor workers,
        ScheduledExecutorService timer,
        Clock clock,
        Pacer pacer,
        StatusPoller poller,
        RunTimes runTimes,
        ActiveLimit limit,
        Supplier<String> region,
        String athenaEndpoint,
        String s3Endpoint) {

    public static Backend of(
            Options options,
            Supplier<AthenaAsyncClient> athena,
            Supplier<S3AsyncClient> s3,
            Executor workers,
            ScheduledExecutorService timer,
            Clock clock,
            Pacer pacer,
            Supplier<String> region,
            String athenaEndpoint,
            String s3Endpoint) {
        var poller = new StatusPoller(
                athena, pacer, timer, clock, options.minPollingInterval(), options.maxPollingInterval());
        return new Backend(
                athena,
                s3,
                workers,
                timer,
                clock,
                pacer,
                poller,
                new RunTimes(),
                new ActiveLimit(options.maxActiveQueries(), timer),
                region,
                athenaEndpoint,
                s3Endpoint);
    }
}
