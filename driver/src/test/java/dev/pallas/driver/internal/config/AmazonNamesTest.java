package dev.pallas.driver.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.AthenaSettings;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of Amazon's drivers, as their documentation lists them: each does something, is told to do nothing, or is refused. */
class AmazonNamesTest {

    private static final String SUPPORTED =
            "Region AwsRegion Catalog Database Schema WorkGroup Workgroup OutputLocation S3OutputLocation"
                    + " s3_staging_dir CredentialsProvider AWSCredentialsProviderClass AwsCredentialsProviderClass CredentialsProviderArguments"
                    + " AwsCredentialsProviderArguments User UID AccessKeyId Password PWD SecretAccessKey SessionToken ProfileName Profile"
                    + " EncryptionOption S3OutputEncOption KmsKey S3OutputEncKMSKey ResultFetcher FetchSize RowsToFetchPerBlock"
                    + " ExpectedBucketOwner AclOption EnableResultReuseByAge enableResultReuse MaxResultReuseAgeInMinutes ageForResultReuse"
                    + " MinQueryExecutionPollingIntervalMillis MinQueryExecutionPollingInterval MaxQueryExecutionPollingIntervalMillis"
                    + " MaxQueryExecutionPollingInterval AthenaEndpoint EndpointOverride S3Endpoint StsEndpoint StsEndpointOverride ProxyHost"
                    + " ProxyPort ProxyUsername ProxyUID ProxyPassword ProxyPWD ProxyExemptHosts NonProxyHosts ApplicationName NumRetries"
                    + " MaxErrorRetry NetworkTimeoutMillis JwtWebIdentityToken web_identity_token JwtRoleArn role_arn JwtRoleSessionName"
                    + " role_session_name RoleSessionDuration Duration";

    private static final String WITHOUT_EFFECT =
            "LogLevel LogPath UseAwsLogger ConnectionTest QueryExecutionPollingIntervalMultiplier"
                    + " MetadataRetrievalMethod UseArraySupport UseResultsetStreaming AthenaStreamingEndpoint StreamingEndpointOverride"
                    + " MaxStreamErrorRetry StringColumnLength BinaryColumnLength ComplexTypeColumnLength MaxCatalogNameLength"
                    + " MaxSchemaNameLength MaxTableNameLength MaxColumnNameLength ConnectTimeout SocketTimeout EnableTokenCaching"
                    + " ProxyEnabledForIdP UseProxyForIdP";

    private static final String REFUSED =
            "ProxyDomain ProxyWorkstation PreemptiveBasicProxyAuth PreferredRole preferred_role"
                    + " IdpResponseTimeout idp_response_timeout LakeFormationEnabled LakeFormationEndpoint LfEndpointOverride SSL_Insecure"
                    + " IdP_Host IdP_Port IdpPortNumber ListenPort listen_port SsoLoginUrl login_url LoginToRP AzureAdTenantId tenant_id"
                    + " AzureAdClientId client_id AzureAdClientSecret client_secret OktaHostName OktaAppId App_ID OktaAppName App_Name OktaMfaType"
                    + " okta_mfa_type OktaMfaWaitTime okta_mfa_wait_time OktaPhoneNumber okta_phone_number PingHostName PingPortNumber"
                    + " PingPartnerSpId Partner_SPID AdfsHostName AdfsPortNumber AdfsRelyingParty AdfsWiaEnabled WorkGroupArn"
                    + " ApplicationRoleArn AccessRoleArn CustomerIdcApplicationArn IdpWellKnownConfigurationUrl OidcClientId OidcClientSecret Scope"
                    + " IdentityCenterIssuerUrl DataZoneDomainId DataZoneProjectId DataZoneEnvironmentId DataZoneDomainRegion"
                    + " DataZoneEndpointOverride SsoEndpoint SsoOidcEndpoint SsoAdminEndpoint SsoStartUrl sso_oidc_start_url SsoOidcRegion"
                    + " sso_oidc_region SsoOidcAccountId sso_oidc_account_id SsoOidcRoleName sso_oidc_role_name";

    private static Stream<String> supported() {
        return Stream.of(SUPPORTED.split(" "));
    }

    private static Stream<String> withoutEffect() {
        return Stream.of(WITHOUT_EFFECT.split(" "));
    }

    private static Stream<String> refused() {
        return Stream.of(REFUSED.split(" "));
    }

    @ParameterizedTest
    @MethodSource("supported")
    void isASettingOrAnAlias(String name) {
        assertThat(Settings.definition(name).description()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("withoutEffect")
    void isSaidToDoNothing(String name) {
        var settings = AthenaSettings.of(Map.of(name, "1"));

        assertThat(settings.toMap()).isEmpty();
        assertThat(settings.warnings())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("The setting " + name + " has no effect: ");
        assertThat(settings.with("Region", "us-east-1").warnings()).isEqualTo(settings.warnings());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedByName(String name) {
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> AthenaSettings.of(Map.of(name, "x")))
                .withMessageStartingWith("The setting " + name + " of Amazon's JDBC driver is not supported: ")
                .matches(e -> e.sqlState().equals("08001"));
    }

    @ParameterizedTest
    @CsvSource({
        "com.simba.athena.amazonaws.auth.DefaultAWSCredentialsProviderChain,,DEFAULT_CHAIN",
        "com.simba.athena.amazonaws.auth.InstanceProfileCredentialsProvider,,INSTANCE_PROFILE",
        "com.simba.athena.amazonaws.auth.profile.ProfileCredentialsProvider,dev,PROFILE",
        "com.amazonaws.auth.DefaultAWSCredentialsProviderChain,,DEFAULT_CHAIN"
    })
    void credentialsByTheClassNamesOfTheDriver2x(String className, String arguments, CredentialsKind kind) {
        var settings = AthenaSettings.of(Map.of(
                "AwsCredentialsProviderClass",
                className,
                "AwsCredentialsProviderArguments",
                arguments == null ? "" : arguments));
        var options = Options.of(settings.toMap(), name -> java.util.Optional.empty());

        assertThat(CredentialsKind.of(options.credentials().provider().orElseThrow()))
                .isEqualTo(kind);
        assertThat(options.credentials().profile().orElse(null)).isEqualTo(arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.simba.athena.amazonaws.auth.PropertiesFileCredentialsProvider",
                "com.simba.athena.iamsupport.plugin.OktaCredentialsProvider",
                "Okta",
                "BrowserSaml",
                "JWT_TIP"
            })
    void credentialsThatAreNotThereAreRefused(String provider) {
        assertThatExceptionOfType(AthenaException.class)
                .isThrownBy(() -> AthenaSettings.of(Map.of("CredentialsProvider", provider)))
                .withMessageStartingWith("CredentialsProvider=" + provider + " is ");
    }
}
