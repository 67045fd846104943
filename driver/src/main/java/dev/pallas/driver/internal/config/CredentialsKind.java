package dev.pallas.driver.internal.config;

import java.util.Locale;
import java.util.Map;

/** The values of CredentialsProvider. */
public enum CredentialsKind {
    DEFAULT_CHAIN,
    PROFILE,
    INSTANCE_PROFILE,
    /** A role, by the credentials of User and Password, ProfileName or the default chain. */
    ASSUME_ROLE,
    /** A role, by the token in a file. */
    WEB_IDENTITY,
    /** A role, by a token. */
    JWT,
    /** A profile of the AWS CLI's SSO. */
    SSO,
    CUSTOM_CLASS;

    public static CredentialsKind of(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "defaultchain" -> DEFAULT_CHAIN;
            case "profilecredentials" -> PROFILE;
            case "instanceprofile" -> INSTANCE_PROFILE;
            case "assumerole" -> ASSUME_ROLE;
            case "webidentity" -> WEB_IDENTITY;
            case "jwt" -> JWT;
            case "sso" -> SSO;
            default -> {
                if (!value.contains(".")) {
                    throw Settings.failure(
                            "CredentialsProvider=" + value
                                    + " is not supported: use DefaultChain, ProfileCredentials, InstanceProfile, AssumeRole, WebIdentity, JWT, SSO, or the full name of"
                                    + " a class that implements software.amazon.awssdk.auth.credentials.AwsCredentialsProvider.");
                }
                yield CUSTOM_CLASS;
            }
        };
    }

    void check(String value, Map<String, String> all) {
        switch (this) {
            case PROFILE, SSO -> require(value, all, Settings.PROFILE_NAME);
            case ASSUME_ROLE -> require(value, all, Settings.ROLE_ARN);
            case JWT -> {
                require(value, all, Settings.ROLE_ARN);
                require(value, all, Settings.WEB_IDENTITY_TOKEN);
            }
            case WEB_IDENTITY -> {
                require(value, all, Settings.ROLE_ARN);
                require(value, all, Settings.WEB_IDENTITY_TOKEN_FILE);
            }
            default -> {
                // needs nothing
            }
        }
        if (this != CUSTOM_CLASS && all.containsKey(Settings.CREDENTIALS_PROVIDER_ARGUMENTS.name())) {
            throw Settings.failure("CredentialsProviderArguments needs the name of a class in CredentialsProvider.");
        }
        if (this != ASSUME_ROLE && all.containsKey(Settings.USER.name())) {
            throw Settings.failure(
                    "User and Password cannot be used with CredentialsProvider=" + value + ": leave one of them out.");
        }
        if (all.containsKey(Settings.MFA_SERIAL.name()) != all.containsKey(Settings.MFA_PROMPT.name())) {
            throw Settings.failure("MfaSerial and MfaPrompt belong together: set both, or neither.");
        }
    }

    /** What an environment variable may give instead is the one that the SDK itself reads. */
    private static void require(String value, Map<String, String> all, Setting<?> needed) {
        var variable = needed.definition().environmentVariable();
        if (!all.containsKey(needed.name()) && (variable == null || System.getenv(variable) == null)) {
            throw Settings.failure("CredentialsProvider=" + value + " needs a " + needed.name() + ".");
        }
    }
}
