package dev.pallas.driver.internal.config;

import java.util.Locale;
import java.util.Map;

/** The values of CredentialsProvider. */
public enum CredentialsKind {
    DEFAULT_CHAIN,
    PROFILE,
    INSTANCE_PROFILE,
    CUSTOM_CLASS;

    public static CredentialsKind of(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "defaultchain" -> DEFAULT_CHAIN;
            case "profilecredentials" -> PROFILE;
            case "instanceprofile" -> INSTANCE_PROFILE;
            default -> {
                if (!value.contains(".")) {
                    throw Settings.failure("CredentialsProvider=" + value
                            + " is not supported: use DefaultChain, ProfileCredentials, InstanceProfile, or the full name of a class that"
                            + " implements software.amazon.awssdk.auth.credentials.AwsCredentialsProvider.");
                }
                yield CUSTOM_CLASS;
            }
        };
    }

    void check(Map<String, String> all) {
        if (this == PROFILE && !all.containsKey(Settings.PROFILE_NAME.name())) {
            throw Settings.failure("CredentialsProvider=ProfileCredentials needs a ProfileName.");
        }
        if (this != CUSTOM_CLASS && all.containsKey(Settings.CREDENTIALS_PROVIDER_ARGUMENTS.name())) {
            throw Settings.failure("CredentialsProviderArguments needs the name of a class in CredentialsProvider.");
        }
        if (all.containsKey(Settings.USER.name())) {
            throw Settings.failure("User and Password cannot be used with CredentialsProvider: leave one of them out.");
        }
    }
}
