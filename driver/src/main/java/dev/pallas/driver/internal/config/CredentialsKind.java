package dev.pallas.driver.internal.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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

    private static final Pattern OLD_PACKAGE =
            Pattern.compile("com\\.(simba\\.athena|amazonaws)\\.", Pattern.CASE_INSENSITIVE);

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
                if (OLD_PACKAGE.matcher(value).lookingAt()) {
                    yield ofOldClass(value);
                }
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

    /** What a class of the SDK 1.x is here, which Amazon's driver 2.x names under its own package. */
    private static CredentialsKind ofOldClass(String value) {
        return switch (value.substring(value.lastIndexOf('.') + 1)) {
            case "DefaultAWSCredentialsProviderChain" -> DEFAULT_CHAIN;
            case "ProfileCredentialsProvider" -> PROFILE;
            case "InstanceProfileCredentialsProvider", "EC2ContainerCredentialsProviderWrapper" -> INSTANCE_PROFILE;
            case "JwtCredentialsProvider" -> JWT;
            default ->
                throw Settings.failure("CredentialsProvider=" + value
                        + " is a class for Amazon's JDBC driver 2.x: use DefaultChain, ProfileCredentials, AssumeRole, or a class that"
                        + " implements software.amazon.awssdk.auth.credentials.AwsCredentialsProvider.");
        };
    }

    /** The profile that the arguments of a class of the SDK 1.x name. */
    static Optional<String> profile(Map<String, String> all) {
        var provider = all.get(Definitions.CREDENTIALS_PROVIDER.name());
        return provider != null && of(provider) == PROFILE
                ? Optional.ofNullable(all.get(Definitions.CREDENTIALS_PROVIDER_ARGUMENTS.name()))
                : Optional.empty();
    }

    void check(String value, Map<String, String> all) {
        switch (this) {
            case PROFILE -> {
                if (profile(all).isEmpty()) {
                    require(value, all, Definitions.PROFILE_NAME);
                }
            }
            case SSO -> require(value, all, Definitions.PROFILE_NAME);
            case ASSUME_ROLE -> require(value, all, Definitions.ROLE_ARN);
            case JWT -> {
                require(value, all, Definitions.ROLE_ARN);
                require(value, all, Definitions.WEB_IDENTITY_TOKEN);
            }
            case WEB_IDENTITY -> {
                require(value, all, Definitions.ROLE_ARN);
                require(value, all, Definitions.WEB_IDENTITY_TOKEN_FILE);
            }
            default -> {
                // needs nothing
            }
        }
        if (this != CUSTOM_CLASS
                && !OLD_PACKAGE.matcher(value).lookingAt()
                && all.containsKey(Definitions.CREDENTIALS_PROVIDER_ARGUMENTS.name())) {
            throw Settings.failure("CredentialsProviderArguments needs the name of a class in CredentialsProvider.");
        }
        if (this != ASSUME_ROLE && all.containsKey(Definitions.USER.name())) {
            throw Settings.failure(
                    "User and Password cannot be used with CredentialsProvider=" + value + ": leave one of them out.");
        }
        if (all.containsKey(Definitions.MFA_SERIAL.name()) != all.containsKey(Definitions.MFA_PROMPT.name())) {
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
