package dev.pallas.driver.internal.config;

import dev.pallas.driver.ParameterStyle;
import dev.pallas.driver.QueryOptions;
import dev.pallas.driver.ResultFetcher;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
        Credentials credentials,
        ResultFetcher fetcher,
        int fetchSize,
        boolean keepUnloadedFiles,
        Optional<Encryption> encryption,
        Optional<String> kmsKey,
        Optional<String> expectedBucketOwner,
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
        Optional<String> bulkLoadDatabase,
        Optional<String> applicationName) {

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
                    Settings.ROLE_ARN.find(values, environment),
                    Settings.ROLE_SESSION_NAME.require(values, environment),
                    Settings.ROLE_SESSION_DURATION.require(values, environment),
                    Settings.EXTERNAL_ID.find(values, environment),
                    Settings.MFA_SERIAL.find(values, environment),
                    Settings.MFA_PROMPT.find(values, environment),
                    Settings.WEB_IDENTITY_TOKEN_FILE.find(values, environment),
                    Settings.WEB_IDENTITY_TOKEN.find(values, environment),
                    Settings.STS_ENDPOINT.find(values, environment));
        }
    }

    public static Options of(Map<String, String> values, Function<String, Optional<String>> environment) {
        return new Options(
                Settings.REGION.find(values, environment),
                Settings.CATALOG.require(values, environment),
                Settings.DATABASE.require(values, environment),
                Settings.WORK_GROUP.require(values, environment),
                Settings.OUTPUT_LOCATION.find(values, environment),
                Settings.ATHENA_ENDPOINT.find(values, environment),
                Settings.S3_ENDPOINT.find(values, environment),
                new Credentials(
                        Settings.CREDENTIALS_PROVIDER.find(values, environment),
                        Settings.CREDENTIALS_PROVIDER_ARGUMENTS.find(values, environment),
                        Settings.PROFILE_NAME.find(values, environment),
                        Settings.USER.find(values, environment),
                        Settings.PASSWORD.find(values, environment),
                        Settings.SESSION_TOKEN.find(values, environment),
                        Role.of(values, environment)),
                Settings.RESULT_FETCHER.require(values, environment),
                Settings.FETCH_SIZE.require(values, environment),
                Settings.UNLOAD_KEEP_FILES.require(values, environment),
                Settings.ENCRYPTION_OPTION.find(values, environment),
                Settings.KMS_KEY.find(values, environment),
                Settings.EXPECTED_BUCKET_OWNER.find(values, environment),
                Settings.ENABLE_RESULT_REUSE.require(values, environment),
                Settings.MAX_RESULT_REUSE_AGE.require(values, environment),
                Settings.MIN_POLLING_INTERVAL.require(values, environment),
                Settings.MAX_POLLING_INTERVAL.require(values, environment),
                Settings.NUM_RETRIES.require(values, environment),
                Settings.NETWORK_TIMEOUT.require(values, environment),
                Settings.QUERY_TIMEOUT.require(values, environment),
                Settings.MAX_ACTIVE_QUERIES.require(values, environment),
                new QueryOptions.ClientCache(
                        Settings.RESULT_CACHE_SIZE.require(values, environment),
                        Settings.RESULT_CACHE_EXPIRY.require(values, environment)),
                Settings.PARAMETER_STYLE.require(values, environment),
                Settings.NESTED_TYPES.require(values, environment),
                Settings.QUERY_TAGS.find(values, environment).orElse(Map.of()),
                Settings.COMMIT_RETRIES.require(values, environment),
                Settings.BULK_LOAD_THRESHOLD.require(values, environment),
                Settings.BULK_LOAD_DATABASE.find(values, environment),
                Settings.APPLICATION_NAME.find(values, environment));
    }
}
