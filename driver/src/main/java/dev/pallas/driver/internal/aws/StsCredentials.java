package dev.pallas.driver.internal.aws;

import dev.pallas.driver.MfaPrompt;
import dev.pallas.driver.internal.config.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleWithWebIdentityCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The temporary credentials of a role, renewed before they expire. The one class that needs the SDK's module {@code sts}, which is
 * optional: those who bring keys, a profile or an instance's role do not need a second HTTP client.
 */
final class StsCredentials {
    private StsCredentials() {}

    /** The role of somebody who has credentials of his own. */
    static AwsCredentialsProvider assumeRole(
            AwsCredentialsProvider own, Options.Role role, Optional<String> region, Optional<MfaPrompt> prompt) {
        var client = client(own, role, region);
        var provider = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(client)
                .refreshRequest(() -> {
                    var request = AssumeRoleRequest.builder()
                            .roleArn(role.arn().orElseThrow())
                            .roleSessionName(role.sessionName())
                            .durationSeconds((int) role.duration().toSeconds())
                            .externalId(role.externalId().orElse(null));
                    // a code is good for one request, so it is asked for at each
                    role.mfaSerial().ifPresent(serial -> request.serialNumber(serial)
                            .tokenCode(prompt.orElseThrow().code(serial)));
                    return request.build();
                })
                .build();
        return new Owned(provider, client, own);
    }

    /** The role of whoever an identity provider's token names. */
    static AwsCredentialsProvider webIdentity(Options.Role role, Optional<String> region) {
        var anonymous = AnonymousCredentialsProvider.create();
        var client = client(anonymous, role, region);
        var provider = StsAssumeRoleWithWebIdentityCredentialsProvider.builder()
                .stsClient(client)
                .refreshRequest(() -> AssumeRoleWithWebIdentityRequest.builder()
                        .roleArn(role.arn().orElseThrow())
                        .roleSessionName(role.sessionName())
                        .durationSeconds((int) role.duration().toSeconds())
                        // the file is written anew before its token expires
                        .webIdentityToken(role.token()
                                .orElseGet(() -> read(role.tokenFile().orElseThrow())))
                        .build())
                .build();
        return new Owned(provider, client, anonymous);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("WebIdentityTokenFile cannot be read: " + file, e);
        }
    }

    private static StsClient client(AwsCredentialsProvider credentials, Options.Role role, Optional<String> region) {
        var builder = StsClient.builder().credentialsProvider(credentials);
        region.map(Region::of).ifPresent(builder::region);
        role.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /** Closes what was made for the provider, which it does not do itself. */
    private record Owned(StsCredentialsProvider provider, StsClient client, AwsCredentialsProvider source)
            implements AwsCredentialsProvider, SdkAutoCloseable {
        @Override
        public AwsCredentials resolveCredentials() {
            return provider.resolveCredentials();
        }

        @Override
        public void close() {
            provider.close();
            client.close();
            if (source instanceof SdkAutoCloseable closeable) {
                closeable.close();
            }
        }

        @Override
        public String toString() {
            return "StsCredentials";
        }
    }
}
