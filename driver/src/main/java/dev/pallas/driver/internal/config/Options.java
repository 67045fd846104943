package dev.pallas.driver.internal.config;

import dev.pallas.driver.ParameterStyle;
import dev.pallas.driver.QueryOptions;
import dev.pallas.driver.ResultFetcher;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The settings as values, with environment and defaults applied. Its string form hides secrets. */
public record Options(
        Optional<String> region,
        String catalog,
        String database,
        String workGroup,
        Optional<String> outputLocation,
        Optional<URI> athenaEndpoint,
        Optional<URI> s3Endpoint,
        Optional<Proxy> proxy,
        Credentials credentials,
        ResultFetcher fetcher,
        int fetchSize,
        boolean keepUnloadedFiles,
        Optional<Encryption> encryption,
        Optional<String> kmsKey,
        Optional<String> expectedBucketOwner,
        Optional<Acl> acl,
        boolean resultReuse,
        int maxResultReuseAgeMinutes,
        Duration minPollingInterval,
        Duration maxPollingInterval,
        int retries,
        Duration networkTimeout,
        Duration queryTimeout,
        int maxActiveQueries,
        QueryOptions.ClientCache clientCache,
        ParameterStyle parameterStyle,
        NestedTypes nestedTypes,
        Map<String, String> tags,
        int commitRetries,
        int bulkLoadThreshold,
        int bulkLoadThresholdBytes,
        Optional<String> bulkLoadDatabase,
        Optional<String> applicationName) {

    /**
     * What requests go through.
     *
     * @param exemptHosts patterns of the hosts that they go to directly
     */
    public record Proxy(
            URI host, int port, Optional<String> userName, Optional<String> password, Set<String> exemptHosts) {
        @Override
        public String toString() {
            return "Proxy[" + host + ":" + port + "]";
        }

        static Optional<Proxy> of(Map<String, String> values, Function<String, Optional<String>> environment) {
            return Definitions.PROXY_HOST
                    .find(values, environment)
                    .map(host -> new Proxy(
                            host,
                            Definitions.PROXY_PORT.require(values, environment),
                            Definitions.PROXY_USERNAME.find(values, environment),
                            Definitions.PROXY_PASSWORD.find(values, environment),
                            Definitions.PROXY_EXEMPT_HOSTS
                                    .find(values, environment)
                                    .orElse(Set.of())));
        }
    }

    /** Whose requests these are. */
    public record Credentials(
            Optional<String> provider,
            Optional<String> arguments,
            Optional<String> profile,
            Optional<String> user,
            Optional<String> password,
            Optional<String> sessionToken,
            Role role) {
        @Override
        public String toString() {
            return "Credentials[" + provider.orElse(user.isPresent() ? "User and Password" : "DefaultChain") + "]";
        }
    }

    /** The role to take on. */
    public record Role(
            Optional<String> arn,
            String sessionName,
            Duration duration,
            Optional<String> externalId,
            Optional<String> mfaSerial,
            Optional<String> mfaPrompt,
            Optional<Path> tokenFile,
            Optional<String> token,
            Optional<URI> endpoint) {
        @Override
        public String toString() {
            return "Role[" + arn.orElse("") + "]";
        }

        static Role of(Map<String, String> values, Function<String, Optional<String>> environment) {
            return new Role(
                    Definitions.ROLE_ARN.find(values, environment),
                    Definitions.ROLE_SESSION_NAME.require(values, environment),
                    Definitions.ROLE_SESSION_DURATION.require(values, environment),
                    Definitions.EXTERNAL_ID.find(values, environment),
                    Definitions.MFA_SERIAL.find(values, environment),
                    Definitions.MFA_PROMPT.find(values, environment),
                    Definitions.WEB_IDENTITY_TOKEN_FILE.find(values, environment),
                    Definitions.WEB_IDENTITY_TOKEN.find(values, environment),
                    Definitions.STS_ENDPOINT.find(values, environment));
        }
    }

    public static Options of(Map<String, String> values, Function<String, Optional<String>> environment) {
        return new Options(
                Definitions.REGION.find(values, environment),
                Definitions.CATALOG.require(values, environment),
                Definitions.DATABASE.require(values, environment),
                Definitions.WORK_GROUP.require(values, environment),
                Definitions.OUTPUT_LOCATION.find(values, environment),
                Definitions.ATHENA_ENDPOINT.find(values, environment),
                Definitions.S3_ENDPOINT.find(values, environment),
                Proxy.of(values, environment),
                new Credentials(
                        Definitions.CREDENTIALS_PROVIDER.find(values, environment),
                        Definitions.CREDENTIALS_PROVIDER_ARGUMENTS.find(values, environment),
                        Definitions.PROFILE_NAME.find(values, environment).or(() -> CredentialsKind.profile(values)),
                        Definitions.USER.find(values, environment),
                        Definitions.PASSWORD.find(values, environment),
                        Definitions.SESSION_TOKEN.find(values, environment),
                        Role.of(values, environment)),
                Definitions.RESULT_FETCHER.require(values, environment),
                Definitions.FETCH_SIZE.require(values, environment),
                Definitions.UNLOAD_KEEP_FILES.require(values, environment),
                Definitions.ENCRYPTION_OPTION.find(values, environment),
                Definitions.KMS_KEY.find(values, environment),
                Definitions.EXPECTED_BUCKET_OWNER.find(values, environment),
                Definitions.ACL_OPTION.find(values, environment),
                Definitions.ENABLE_RESULT_REUSE.require(values, environment),
                Definitions.MAX_RESULT_REUSE_AGE.require(values, environment),
                Definitions.MIN_POLLING_INTERVAL.require(values, environment),
                Definitions.MAX_POLLING_INTERVAL.require(values, environment),
                Definitions.NUM_RETRIES.require(values, environment),
                Definitions.NETWORK_TIMEOUT.require(values, environment),
                Definitions.QUERY_TIMEOUT.require(values, environment),
                Definitions.MAX_ACTIVE_QUERIES.require(values, environment),
                new QueryOptions.ClientCache(
                        Definitions.RESULT_CACHE_SIZE.require(values, environment),
                        Definitions.RESULT_CACHE_EXPIRY.require(values, environment)),
                Definitions.PARAMETER_STYLE.require(values, environment),
                Definitions.NESTED_TYPES.require(values, environment),
                Definitions.QUERY_TAGS.find(values, environment).orElse(Map.of()),
                Definitions.COMMIT_RETRIES.require(values, environment),
                Definitions.BULK_LOAD_THRESHOLD.require(values, environment),
                Definitions.BULK_LOAD_THRESHOLD_BYTES.require(values, environment),
                Definitions.BULK_LOAD_DATABASE.find(values, environment),
                Definitions.APPLICATION_NAME.find(values, environment));
    }
}
