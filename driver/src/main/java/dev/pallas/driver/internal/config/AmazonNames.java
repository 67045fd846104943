package dev.pallas.driver.internal.config;

import java.util.Collections;
import java.util.Map;

/**
 * Names of Amazon's JDBC drivers 3.x ("Connection parameters" in the Athena user guide) and 2.x ("Driver Configuration Options" of its
 * guide) that have no setting here: without effect, or refused with the way around.
 */
public final class AmazonNames {
    private static final String LOGGING = "logging goes to SLF4J; set the level and the place of dev.pallas there.";
    private static final String LENGTHS =
            "lengths are those that Athena gives; CAST to varchar(n) in the query for another.";
    private static final String NAME_LENGTHS = "the limits are those of the Glue catalog.";
    private static final String STREAMING =
            "the streaming service is not used; ResultFetcher says where rows are read.";
    private static final String TIMES = "10 s to connect and 60 s without a byte, unless NetworkTimeoutMillis is set.";
    private static final String FEDERATION =
            "sign in through the AWS CLI or an SDK credentials provider, and use CredentialsProvider=ProfileCredentials, SSO or the name of a"
                    + " class.";
    private static final String NTLM = "a proxy is asked by name and password; use ProxyUsername and ProxyPassword.";

    /** By name, in any case: why leaving it out changes nothing. */
    public static final Map<String, String> IGNORED = ignored();

    /** By name, in any case: what to do instead. */
    public static final Map<String, String> REFUSED = refused();

    private AmazonNames() {}

    private static Map<String, String> ignored() {
        Map<String, String> names = Settings.anyCase();
        put(names, LOGGING, "LogLevel", "LogPath", "UseAwsLogger");
        put(names, "no query is run, and none is billed, to open a connection.", "ConnectionTest");
        put(names, "the interval follows the time that the query has run.", "QueryExecutionPollingIntervalMultiplier");
        put(names, "metadata always comes from Athena's catalog operations.", "MetadataRetrievalMethod");
        put(names, "arrays are arrays; getString gives their text.", "UseArraySupport");
        put(
                names,
                STREAMING,
                "UseResultsetStreaming",
                "AthenaStreamingEndpoint",
                "StreamingEndpointOverride",
                "MaxStreamErrorRetry",
                "EnableS3Fetcher");
        put(names, LENGTHS, "StringColumnLength", "BinaryColumnLength", "ComplexTypeColumnLength");
        put(
                names,
                NAME_LENGTHS,
                "MaxCatalogNameLength",
                "MaxSchemaNameLength",
                "MaxTableNameLength",
                "MaxColumnNameLength");
        put(names, TIMES, "ConnectTimeout", "SocketTimeout");
        put(
                names,
                "there is no sign-in whose tokens could be kept, or that a proxy could be used for.",
                "EnableTokenCaching",
                "ProxyEnabledForIdP",
                "UseProxyForIdP");
        return Collections.unmodifiableMap(names);
    }

    private static Map<String, String> refused() {
        Map<String, String> names = Settings.anyCase();
        put(names, NTLM, "ProxyDomain", "ProxyWorkstation", "PreemptiveBasicProxyAuth");
        put(names, FEDERATION, "PreferredRole", "preferred_role", "IdpResponseTimeout", "idp_response_timeout");
        put(names, FEDERATION, "LakeFormationEnabled", "LakeFormationEndpoint", "LfEndpointOverride", "SSL_Insecure");
        put(
                names,
                FEDERATION,
                "IdP_Host",
                "IdpHost",
                "IdP_Port",
                "IdpPort",
                "IdpPortNumber",
                "ListenPort",
                "listen_port");
        put(names, FEDERATION, "SsoLoginUrl", "LoginUrl", "login_url", "LoginToRP");
        put(names, FEDERATION, "AzureAdTenantId", "tenant_id", "AzureAdClientId", "client_id");
        put(names, FEDERATION, "AzureAdClientSecret", "client_secret");
        put(names, FEDERATION, "OktaHostName", "OktaDomain", "OktaAppId", "App_ID", "OktaAppName", "App_Name");
        put(names, FEDERATION, "OktaMfaType", "okta_mfa_type", "OktaMfaWaitTime", "okta_mfa_wait_time");
        put(names, FEDERATION, "OktaPhoneNumber", "okta_phone_number", "OktaMfaPhoneNumber", "okta_mfa_phone_number");
        put(
                names,
                FEDERATION,
                "PingHostName",
                "PingHost",
                "PingPortNumber",
                "PingPartnerSpId",
                "PartnerSpid",
                "partner_spid");
        put(names, FEDERATION, "AdfsHostName", "AdfsPortNumber", "AdfsRelyingParty", "AdfsWiaEnabled", "AdfsUseWia");
        put(names, FEDERATION, "WorkGroupArn", "ApplicationRoleArn", "AccessRoleArn", "CustomerIdcApplicationArn");
        put(names, FEDERATION, "IdpWellKnownConfigurationUrl", "OidcClientId", "OidcClientSecret", "Scope");
        put(
                names,
                FEDERATION,
                "IdentityCenterIssuerUrl",
                "DataZoneDomainId",
                "DataZoneProjectId",
                "DataZoneEnvironmentId");
        put(names, FEDERATION, "DataZoneDomainRegion", "DataZoneEndpointOverride", "EnableS3AccessGrants");
        put(names, FEDERATION, "SsoEndpoint", "SsoOidcEndpoint", "SsoAdminEndpoint");
        put(names, FEDERATION, "SsoStartUrl", "sso_oidc_start_url", "SsoOidcRegion", "sso_oidc_region");
        put(names, FEDERATION, "SsoOidcAccountId", "sso_oidc_account_id", "SsoOidcRoleName", "sso_oidc_role_name");
        put(names, FEDERATION, "plugin_name");
        return Collections.unmodifiableMap(names);
    }

    private static void put(Map<String, String> names, String reason, String... each) {
        for (var name : each) {
            names.put(name, reason);
        }
    }
}
