package dev.pallas.driver.internal.config;

import dev.pallas.driver.ParameterStyle;
import dev.pallas.driver.ResultFetcher;
import dev.pallas.driver.SettingDefinition;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every setting, once. Names, aliases and defaults are those of Amazon's JDBC driver 3.x ("Connection parameters" in the Athena
 * user guide); a default that differs says why.
 */
final class Definitions {
    private static final Map<String, Setting<?>> BY_NAME = new HashMap<>();
    private static final Map<String, Setting<?>> ALL = new LinkedHashMap<>();

    // where
    static final Setting<String> REGION = define("Region", Parsers::region)
            .alias("AwsRegion")
            .connection()
            .description(
                    "The AWS region. Without it the SDK looks where it always does: AWS_REGION, the system property aws.region,"
                            + " the profile, the instance.")
            .add();
    static final Setting<String> CATALOG = define("Catalog", Parsers::text)
            .standard("AwsDataCatalog")
            .description("The data catalog of unqualified names.")
            .add();
    static final Setting<String> DATABASE = define("Database", Parsers::text)
            .alias("Schema")
            .standard("default")
            .description("The database of unqualified names.")
            .add();
    static final Setting<String> WORK_GROUP = define("WorkGroup", Parsers::text)
            .environment("AWS_ATHENA_WORK_GROUP")
            .standard("primary")
            .description("The work group that queries run in.")
            .add();
    static final Setting<String> OUTPUT_LOCATION = define("OutputLocation", Parsers::location)
            .alias("S3OutputLocation", "s3_staging_dir")
            .environment("AWS_ATHENA_S3_STAGING_DIR")
            .description(
                    "Where Athena writes results, s3://bucket/prefix/. Needed unless the work group has a location.")
            .add();
    static final Setting<String> WAREHOUSE_LOCATION = define("WarehouseLocation", Parsers::location)
            .description("Hibernate's schema tool: where it creates tables that have no location of their own,"
                    + " s3://bucket/prefix/, each in a folder of its database. Statements are not changed by it.")
            .add();
    static final Setting<URI> ATHENA_ENDPOINT = define("AthenaEndpoint", Parsers::endpoint)
            .alias("EndpointOverride")
            .connection()
            .description("The endpoint of Athena, https unless it says http://.")
            .add();
    static final Setting<URI> S3_ENDPOINT = define("S3Endpoint", Parsers::endpoint)
            .connection()
            .description("The endpoint of S3, https unless it says http://; buckets are addressed by path.")
            .add();
    static final Setting<URI> PROXY_HOST = define("ProxyHost", Parsers::proxy)
            .connection()
            .description(
                    "The proxy of requests to Athena and S3, http unless it says https://. Requests for credentials go by the JVM's"
                            + " own settings of a proxy.")
            .add();
    static final Setting<Integer> PROXY_PORT = define("ProxyPort", Parsers.integer(1, 65_535))
            .connection()
            .description("The port of ProxyHost.")
            .add();
    static final Setting<String> PROXY_USERNAME = define("ProxyUsername", Parsers::text)
            .alias("ProxyUID")
            .connection()
            .description("The name that the proxy asks for.")
            .add();
    static final Setting<String> PROXY_PASSWORD = define("ProxyPassword", Parsers::text)
            .alias("ProxyPWD")
            .connection()
            .secret()
            .description("The password that the proxy asks for.")
            .add();
    static final Setting<Set<String>> PROXY_EXEMPT_HOSTS = define("ProxyExemptHosts", Parsers::hosts)
            .alias("NonProxyHosts")
            .connection()
            .description("Hosts that are asked without the proxy, separated by |; * stands for any characters.")
            .add();

    // who
    static final Setting<String> CREDENTIALS_PROVIDER = define("CredentialsProvider", Parsers::text)
            .alias("AWSCredentialsProviderClass", "aws_credentials_provider_class")
            .connection()
            .description(
                    "DefaultChain, ProfileCredentials, InstanceProfile, AssumeRole, WebIdentity, JWT, SSO, or the name of a class that"
                            + " implements the SDK's AwsCredentialsProvider; class names of Amazon's driver 2.x stand for the same. Without"
                            + " it: User and Password where they are set,"
                            + " otherwise DefaultChain. AssumeRole, WebIdentity and JWT need software.amazon.awssdk:sts on the class"
                            + " path, SSO needs sso and ssooidc.")
            .add();
    static final Setting<String> CREDENTIALS_PROVIDER_ARGUMENTS = define("CredentialsProviderArguments", Parsers::text)
            .alias("AwsCredentialsProviderArguments", "aws_credentials_provider_arguments")
            .connection()
            .secret()
            .description(
                    "The arguments of the custom class's constructor, all of them strings, separated by commas; with the profile's class of"
                            + " Amazon's driver 2.x, the profile's name.")
            .add();
    static final Setting<String> PROFILE_NAME = define("ProfileName", Parsers::text)
            .alias("Profile")
            .connection()
            .description("The profile of CredentialsProvider=ProfileCredentials or SSO, or of the default chain.")
            .add();
    static final Setting<String> USER = define("User", Parsers::text)
            .alias("UID", "AccessKeyId")
            .connection()
            .secret()
            .description("The access key id.")
            .add();
    static final Setting<String> PASSWORD = define("Password", Parsers::text)
            .alias("PWD", "SecretAccessKey")
            .connection()
            .secret()
            .description("The secret access key.")
            .add();
    static final Setting<String> SESSION_TOKEN = define("SessionToken", Parsers::text)
            .connection()
            .secret()
            .description("The session token of temporary credentials.")
            .add();

    static final Setting<String> ROLE_ARN = define("RoleArn", Parsers::text)
            .alias("JwtRoleArn", "role_arn", "AssumeRoleArn")
            .environment("AWS_ROLE_ARN")
            .connection()
            .description("The role of CredentialsProvider=AssumeRole, WebIdentity or JWT.")
            .add();
    static final Setting<String> ROLE_SESSION_NAME = define("RoleSessionName", Parsers::text)
            .alias("JwtRoleSessionName", "role_session_name")
            .environment("AWS_ROLE_SESSION_NAME")
            .standard("pallas")
            .connection()
            .description("The name of the role's session, as it appears in AWS CloudTrail.")
            .add();
    static final Setting<Duration> ROLE_SESSION_DURATION = define("RoleSessionDuration", Parsers.seconds(900, 43_200))
            .alias("Duration")
            .standard("3600")
            .connection()
            .description("The seconds after which the role's session is renewed, from 900 to what the role allows.")
            .add();
    static final Setting<String> EXTERNAL_ID = define("ExternalId", Parsers::text)
            .connection()
            .secret()
            .description("The external id that the role of another account asks for.")
            .add();
    static final Setting<String> MFA_SERIAL = define("MfaSerial", Parsers::text)
            .connection()
            .description("The serial number or ARN of the multi-factor device that the role asks for.")
            .add();
    static final Setting<String> MFA_PROMPT = define("MfaPrompt", Parsers::text)
            .connection()
            .description(
                    "The name of a class that implements dev.pallas.driver.MfaPrompt and asks for the device's code, at the first query"
                            + " and whenever the session has expired.")
            .add();
    static final Setting<Path> WEB_IDENTITY_TOKEN_FILE = define("WebIdentityTokenFile", Path::of)
            .environment("AWS_WEB_IDENTITY_TOKEN_FILE")
            .connection()
            .description("The file with the token of CredentialsProvider=WebIdentity; it is read at each renewal.")
            .add();
    static final Setting<String> WEB_IDENTITY_TOKEN = define("JwtWebIdentityToken", Parsers::text)
            .alias("WebIdentityToken", "web_identity_token")
            .connection()
            .secret()
            .description("The token of CredentialsProvider=JWT.")
            .add();
    static final Setting<URI> STS_ENDPOINT = define("StsEndpoint", Parsers::endpoint)
            .alias("StsEndpointOverride")
            .connection()
            .description("The endpoint of AWS STS, which gives a role's credentials, https unless it says http://.")
            .add();

    // results
    static final Setting<ResultFetcher> RESULT_FETCHER = define("ResultFetcher", Parsers::fetcher)
            .standard(ResultFetcher.AUTO.settingValue())
            .choices(Stream.of(ResultFetcher.values()).map(ResultFetcher::settingValue))
            .description(
                    "Where rows are read. auto: one GetQueryResults call; when there is more, S3, and page by page through"
                            + " GetQueryResults where S3 may not be read. unload: a SELECT without ORDER BY is wrapped in UNLOAD, and"
                            + " read from Parquet files; see driver.md.")
            .add();
    static final Setting<Integer> FETCH_SIZE = define("FetchSize", Parsers.integer(0, 1_000_000))
            .alias("RowsToFetchPerBlock")
            .standard("0")
            .description(
                    "The largest number of rows in a page; 0 is as many as one read brought. GetQueryResults gives at most 1000.")
            .add();
    static final Setting<Boolean> UNLOAD_KEEP_FILES = define("UnloadKeepFiles", Parsers::flag)
            .standard("FALSE")
            .choices(Stream.of("TRUE", "FALSE"))
            .description(
                    "ResultFetcher=unload: whether the files stay in S3 when the result is closed. They are under the output location, in"
                            + " pallas/<id>/.")
            .add();
    /** For the Vert.x client: the only face that keeps a whole result. */
    static final Setting<Integer> RESULT_BUFFER_BYTES = define(
                    "ResultBufferBytes", Parsers.integer(1, Integer.MAX_VALUE))
            .standard("268435456")
            .description(
                    "Vert.x client: the memory that the rows of one result may take when they are not streamed; a result beyond it"
                            + " fails. JDBC streams always.")
            .add();

    static final Setting<NestedTypes> NESTED_TYPES = define(
                    "NestedTypes", Parsers.oneOf(NestedTypes.class, NestedTypes::settingValue))
            .standard(NestedTypes.EXPLAIN.settingValue())
            .choices(Stream.of(NestedTypes.values()).map(NestedTypes::settingValue))
            .description(
                    "How the types inside arrays, maps and rows become known, of which Athena's results say nothing. explain: by an"
                            + " EXPLAIN of the SELECT, which is not billed, at the first result with such a column and then once in"
                            + " five minutes for a text. none: not at all; such a column is read as its text.")
            .add();
    static final Setting<Encryption> ENCRYPTION_OPTION = define(
                    "EncryptionOption", Parsers.oneOf(Encryption.class, Encryption::name))
            .alias("S3OutputEncOption")
            .choices(Stream.of(Encryption.values()).map(Encryption::name))
            .description("How Athena encrypts the result.")
            .add();
    static final Setting<String> KMS_KEY = define("KmsKey", Parsers::text)
            .alias("S3OutputEncKMSKey")
            .description("The key of EncryptionOption=SSE_KMS or CSE_KMS, by ARN or id.")
            .add();
    static final Setting<String> EXPECTED_BUCKET_OWNER = define("ExpectedBucketOwner", Parsers::text)
            .description("The account that must own the bucket of OutputLocation.")
            .add();
    static final Setting<Acl> ACL_OPTION = define("AclOption", Parsers.oneOf(Acl.class, Acl::name))
            .choices(Stream.of(Acl.values()).map(Acl::name))
            .description("The canned ACL of the result, for a bucket of another account.")
            .add();
    static final Setting<Boolean> ENABLE_RESULT_REUSE = define("EnableResultReuseByAge", Parsers::flag)
            .alias("EnableResultReuse")
            .standard("FALSE")
            .choices(Stream.of("TRUE", "FALSE"))
            .description("Whether Athena may answer with the result of an earlier run of the same text.")
            .add();
    static final Setting<Integer> MAX_RESULT_REUSE_AGE = define(
                    "MaxResultReuseAgeInMinutes", Parsers.integer(0, 10_080))
            .alias("AgeForResultReuse")
            .standard("60")
            .description("The age, in minutes, up to which a result is used again.")
            .add();

    static final Setting<Integer> RESULT_CACHE_SIZE = define("ResultCacheSize", Parsers.integer(0, 10_000))
            .standard("0")
            .description(
                    "How many of the work group's newest executions are looked through for a SELECT that succeeded with the same text,"
                            + " whose result is then read instead of running it again; 0 is none. The work group's history is asked"
                            + " before each SELECT: one call of ListQueryExecutions and one of BatchGetQueryExecution for 50.")
            .add();
    static final Setting<Duration> RESULT_CACHE_EXPIRY = define(
                    "ResultCacheExpirySeconds", Parsers.seconds(0, Integer.MAX_VALUE))
            .standard("0")
            .description("Seconds since the end of that execution; 0 is without limit.")
            .add();

    // how
    static final Setting<ParameterStyle> PARAMETER_STYLE = define(
                    "ParameterStyle", Parsers.oneOf(ParameterStyle.class, ParameterStyle::settingValue))
            .standard(ParameterStyle.LITERALS.settingValue())
            .choices(Stream.of(ParameterStyle.values()).map(ParameterStyle::settingValue))
            .description(
                    "How the values of parameters are sent. literals: in the text. ExecutionParameters: apart from it, where Athena"
                            + " takes that (SELECT, INSERT INTO, CREATE TABLE AS, UNLOAD; literals of at most 1024 characters).")
            .add();
    static final Setting<Map<String, String>> QUERY_TAGS = define("QueryTags", Parsers::tags)
            .description(
                    "name=value, separated by commas: a comment at the end of each text, for Athena's history. Result reuse finds only"
                            + " texts with the same tags.")
            .add();
    static final Setting<Integer> COMMIT_RETRIES = define("IcebergCommitRetries", Parsers.integer(0, 100))
            .standard("10")
            .description(
                    "How often a statement that lost the race of two writers to an Iceberg table (ICEBERG_COMMIT_ERROR), and so has"
                            + " written nothing, is run again.")
            .add();
    static final Setting<Integer> BULK_LOAD_THRESHOLD = define(
                    "BulkLoadThreshold", Parsers.integer(0, Integer.MAX_VALUE))
            .standard("2000")
            .description(
                    "From how many rows on a batch of one INSERT is loaded from a Parquet file instead of being written with VALUES,"
                            + " where the libraries for that are there; 0 is never. See driver.md.")
            .add();
    static final Setting<Integer> BULK_LOAD_THRESHOLD_BYTES = define(
                    "BulkLoadThresholdBytes", Parsers.integer(0, Integer.MAX_VALUE))
            .standard("1048576")
            .description(
                    "From how many bytes of VALUES on a batch of fewer rows is loaded in the same way; 0 is by the number of rows"
                            + " alone. One statement takes 262144 bytes.")
            .add();
    static final Setting<String> BULK_LOAD_DATABASE = define("BulkLoadDatabase", Parsers::text)
            .description("The database of the tables over such files; without it that of the table that is written.")
            .add();
    static final Setting<Duration> MIN_POLLING_INTERVAL = define(
                    "MinQueryExecutionPollingIntervalMillis", Parsers.millis(1, 600_000))
            .alias("MinQueryExecutionPollingInterval")
            .connection()
            .standard("25")
            .description(
                    "Milliseconds before the first look at a query's status, and at least between two. One request asks for all"
                            + " queries together, so it may come earlier than the 100 of Amazon's driver.")
            .add();
    static final Setting<Duration> MAX_POLLING_INTERVAL = define(
                    "MaxQueryExecutionPollingIntervalMillis", Parsers.millis(1, 600_000))
            .alias("MaxQueryExecutionPollingInterval")
            .connection()
            .standard("5000")
            .description("Milliseconds at most between two looks at a query's status.")
            .add();
    static final Setting<Integer> NUM_RETRIES = define("NumRetries", Parsers.integer(0, 100))
            .alias("MaxErrorRetry")
            .connection()
            .standard("10")
            .description(
                    "How often a request is sent again after a connection failure or a server error. A throttle is always waited"
                            + " out, up to the query's time-out.")
            .add();
    static final Setting<Duration> NETWORK_TIMEOUT = define(
                    "NetworkTimeoutMillis", Parsers.millis(0, Integer.MAX_VALUE))
            .connection()
            .standard("0")
            .description(
                    "Milliseconds that one request may take, connecting included; 0 is 10 s to connect and 60 s without a byte.")
            .add();
    static final Setting<Duration> QUERY_TIMEOUT = define("QueryTimeoutSeconds", Parsers.seconds(0, Integer.MAX_VALUE))
            .standard("0")
            .description(
                    "Seconds that a query may take, from submit to its end, before it is stopped; 0 is without limit.")
            .add();
    /** For the faces: the client knows no transactions. */
    static final Setting<RollbackAfterWrite> ROLLBACK_AFTER_WRITE = define(
                    "RollbackAfterWrite", Parsers.oneOf(RollbackAfterWrite.class, RollbackAfterWrite::settingValue))
            .standard(RollbackAfterWrite.ERROR.settingValue())
            .choices(Stream.of(RollbackAfterWrite.values()).map(RollbackAfterWrite::settingValue))
            .description(
                    "What a rollback does after something was written, which Athena cannot take back. error: it fails and names what stays"
                            + " written. warn: it succeeds, and that is a warning of the connection and of the log; for frameworks that"
                            + " would hide the error for which they roll back.")
            .add();

    static final Setting<Integer> MAX_ACTIVE_QUERIES = define("MaxActiveQueries", Parsers.integer(0, 100_000))
            .connection()
            .standard("0")
            .description("How many queries run at once; more wait their turn, first come, first served. 0 is as many as"
                    + " Athena lets the account have, which turns out by itself.")
            .add();
    static final Setting<String> APPLICATION_NAME = define("ApplicationName", Parsers::text)
            .connection()
            .description("Added to the user agent of each request.")
            .add();

    private Definitions() {}

    /** By canonical name, in the order of the reference page. */
    static Map<String, Setting<?>> all() {
        return ALL;
    }

    /** The setting of a name or alias, in any case; null when there is none. */
    static @Nullable Setting<?> find(String name) {
        return BY_NAME.get(name.strip().toLowerCase(Locale.ROOT));
    }

    private static <T> Builder<T> define(String name, Function<String, T> parser) {
        return new Builder<>(name, parser);
    }

    /** Collects a definition and enters it into the list. */
    private static final class Builder<T> {
        private final String name;
        private final Function<String, T> parser;
        private List<String> aliases = List.of();
        private List<String> choices = List.of();
        private @Nullable String standard;
        private @Nullable String environment;
        private String description = "";
        private boolean secret;
        private boolean connection;

        Builder(String name, Function<String, T> parser) {
            this.name = name;
            this.parser = parser;
        }

        Builder<T> alias(String... names) {
            aliases = List.of(names);
            return this;
        }

        Builder<T> choices(Stream<String> values) {
            choices = values.toList();
            return this;
        }

        Builder<T> standard(String value) {
            standard = value;
            return this;
        }

        Builder<T> environment(String variable) {
            environment = variable;
            return this;
        }

        Builder<T> description(String text) {
            description = text;
            return this;
        }

        Builder<T> secret() {
            secret = true;
            return this;
        }

        Builder<T> connection() {
            connection = true;
            return this;
        }

        Setting<T> add() {
            var definition = new SettingDefinition(name, aliases, standard, environment, description, choices, secret);
            var setting = new Setting<>(definition, parser, connection);
            ALL.put(name, setting);
            Stream.concat(Stream.of(name), aliases.stream())
                    .forEach(each -> BY_NAME.put(each.toLowerCase(Locale.ROOT), setting));
            return setting;
        }
    }
}
