package dev.pallas.driver.internal.config;

import java.util.Collections;
import java.util.Map;

/** Names of Amazon's JDBC driver, 3.x and 2.x, that have no setting here: without effect, or refused with the way around. */
final class AmazonNames {
    private static final String FEDERATION =
            "sign in through the AWS CLI or an SDK credentials provider, and use CredentialsProvider=ProfileCredentials or the name of a"
                    + " class.";
    private static final String PROXY = "use an AthenaEndpoint and S3Endpoint that can be reached directly.";
    private static final String TIMES = "use NetworkTimeoutMillis.";

    /** By name, in any case: why leaving it out changes nothing. */
    static final Map<String, String> IGNORED = ignored();

    /** By name, in any case: what to do instead. */
    static final Map<String, String> UNSUPPORTED = unsupported();

    private AmazonNames() {}

    private static Map<String, String> ignored() {
        Map<String, String> names = Settings.anyCase();
        names.put("LogLevel", "logging goes to SLF4J; set the level of dev.pallas there.");
        names.put("LogPath", "logging goes to SLF4J; set a file there.");
        names.put("UseAwsLogger", "logging goes to SLF4J.");
        names.put("ConnectionTest", "no query is run, and none is billed, to open a connection.");
        names.put("QueryExecutionPollingIntervalMultiplier", "the interval follows the time that the query has run.");
        return Collections.unmodifiableMap(names);
    }

    private static Map<String, String> unsupported() {
        Map<String, String> names = Settings.anyCase();
        for (var name : new String[] {
            "ProxyHost",
            "ProxyPort",
            "ProxyUsername",
            "ProxyUID",
            "ProxyPassword",
            "ProxyPWD",
            "ProxyExemptHosts",
            "NonProxyHosts",
            "ProxyEnabledForIdP",
            "UseProxyForIdP",
            "ProxyDomain",
            "ProxyWorkstation",
            "PreemptiveBasicProxyAuth"
        }) {
            names.put(name, PROXY);
        }
        for (var name : new String[] {
            "PreferredRole",
            "preferred_role",
            "LakeFormationEnabled",
            "LakeFormationEndpoint",
            "LfEndpointOverride",
            "SsoEndpoint",
            "SsoOidcEndpoint",
            "SsoAdminEndpoint",
            "AzureAdTenantId",
            "tenant_id",
            "AzureAdClientId",
            "client_id",
            "AzureAdClientSecret",
            "client_secret",
            "IdpResponseTimeout",
            "idp_response_timeout",
            "IdpHost",
            "IdP_Host",
            "IdpPort",
            "IdP_Port",
            "OktaDomain",
            "OktaAppId",
            "App_ID",
            "OktaAppName",
            "App_Name",
            "OktaMfaType",
            "OktaMfaPhoneNumber",
            "OktaMfaWaitTime",
            "PingHost",
            "PingPortNumber",
            "PartnerSpid",
            "AdfsHostName",
            "AdfsPortNumber",
            "AdfsRelyingParty",
            "AdfsUseWia",
            "LoginUrl",
            "login_url",
            "SsoLoginUrl",
            "ListenPort",
            "listen_port",
            "ApplicationRoleArn",
            "WorkgroupArn",
            "IdentityCenterIssuerUrl",
            "EnableS3AccessGrants",
            "DataZoneDomainId",
            "DataZoneEnvironmentId",
            "DataZoneDomainRegion",
            "SSL_Insecure"
        }) {
            names.put(name, FEDERATION);
        }
        names.put("AthenaStreamingEndpoint", "the streaming service is not used; use ResultFetcher=auto.");
        names.put("StreamingEndpointOverride", "the streaming service is not used; use ResultFetcher=auto.");
        names.put("UseResultsetStreaming", "the streaming service is not used; use ResultFetcher=auto.");
        names.put("EnableS3Fetcher", "use ResultFetcher=S3.");
        names.put("AclOption", "set the ACL in the work group.");
        names.put("ConnectTimeout", TIMES);
        names.put("SocketTimeout", TIMES);
        names.put("MetadataRetrievalMethod", "metadata always comes from Athena's catalog operations.");
        names.put("UseArraySupport", "arrays are arrays; getString gives their text.");
        names.put("StringColumnLength", "lengths are those that Athena gives.");
        names.put("BinaryColumnLength", "lengths are those that Athena gives.");
        names.put("ComplexTypeColumnLength", "lengths are those that Athena gives.");
        return Collections.unmodifiableMap(names);
    }
}
