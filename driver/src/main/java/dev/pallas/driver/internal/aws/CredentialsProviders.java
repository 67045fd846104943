package dev.pallas.driver.internal.aws;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.MfaPrompt;
import dev.pallas.driver.internal.config.CredentialsKind;
import dev.pallas.driver.internal.config.Options;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** From the options to the SDK's credentials provider. */
final class CredentialsProviders {
    private static final String STS = "software.amazon.awssdk.services.sts.StsClient";

    private CredentialsProviders() {}

    /**
     * @param region where the SDK's token service is asked; the SDK's own choice without it
     */
    static AwsCredentialsProvider of(Options.Credentials options, Optional<String> region) {
        var kind = options.provider().map(CredentialsKind::of).orElse(CredentialsKind.DEFAULT_CHAIN);
        return switch (kind) {
            case DEFAULT_CHAIN -> own(options);
            case PROFILE -> ProfileCredentialsProvider.create(options.profile().orElseThrow());
            case SSO -> {
                requireModule("sso", "software.amazon.awssdk.services.sso.auth.SsoCredentialsProvider");
                requireModule("ssooidc", "software.amazon.awssdk.services.ssooidc.SsoOidcClient");
                yield ProfileCredentialsProvider.create(options.profile().orElseThrow());
            }
            case INSTANCE_PROFILE -> InstanceProfileCredentialsProvider.create();
            case ASSUME_ROLE -> {
                requireModule("sts", STS);
                yield StsCredentials.assumeRole(
                        own(options),
                        options.role(),
                        region,
                        options.role().mfaPrompt().map(CredentialsProviders::prompt));
            }
            case WEB_IDENTITY, JWT -> {
                requireModule("sts", STS);
                yield StsCredentials.webIdentity(options.role(), region);
            }
            case CUSTOM_CLASS ->
                custom(
                        options.provider().orElseThrow(),
                        options.arguments().map(text -> text.split(",", -1)).orElse(new String[0]));
        };
    }

    /** Keys where there are some, otherwise a profile, otherwise what the SDK finds. */
    private static AwsCredentialsProvider own(Options.Credentials options) {
        if (options.user().isPresent() && options.password().isPresent()) {
            var user = options.user().get();
            var password = options.password().get();
            return StaticCredentialsProvider.create(options.sessionToken()
                    .<AwsCredentials>map(token -> AwsSessionCredentials.create(user, password, token))
                    .orElseGet(() -> AwsBasicCredentials.create(user, password)));
        }
        var chain = DefaultCredentialsProvider.builder();
        options.profile().ifPresent(chain::profileName);
        return chain.build();
    }

    private static void requireModule(String artifact, String className) {
        try {
            load(className);
        } catch (ClassNotFoundException e) {
            throw failure(
                    "These credentials need the SDK's module " + artifact + ", which is not on the class path: add"
                            + " software.amazon.awssdk:" + artifact + ".",
                    e);
        }
    }

    private static MfaPrompt prompt(String className) {
        try {
            return load(className).asSubclass(MfaPrompt.class).getConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw failure(
                    "MfaPrompt=" + className + " is not the name of a class on the class path that implements "
                            + MfaPrompt.class.getName() + " and has a public constructor without parameters.",
                    e);
        }
    }

    private static AwsCredentialsProvider custom(String className, String[] arguments) {
        try {
            var type = load(className).asSubclass(AwsCredentialsProvider.class);
            var trimmed = Arrays.stream(arguments).map(String::strip).toArray();
            var parameters = new Class<?>[arguments.length];
            Arrays.fill(parameters, String.class);
            if (trimmed.length == 0
                    && Arrays.stream(type.getConstructors()).noneMatch(c -> c.getParameterCount() == 0)) {
                // the SDK's own providers have a factory method instead of a constructor
                return type.cast(type.getMethod("create").invoke(null));
            }
            return type.getConstructor(parameters).newInstance(trimmed);
        } catch (ClassNotFoundException e) {
            throw failure("The class of CredentialsProvider=" + className + " is not on the class path.", e);
        } catch (ClassCastException e) {
            throw failure(
                    "CredentialsProvider=" + className + " does not implement " + AwsCredentialsProvider.class.getName()
                            + ".",
                    e);
        } catch (NoSuchMethodException e) {
            throw failure(
                    "CredentialsProvider=" + className + " has no public constructor with " + arguments.length
                            + " strings: see CredentialsProviderArguments.",
                    e);
        } catch (InvocationTargetException e) {
            // the arguments may be secrets, so the message of what failed is not repeated
            throw failure("CredentialsProvider=" + className + " could not be created.", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw failure("CredentialsProvider=" + className + " could not be created.", e);
        }
    }

    private static Class<?> load(String className) throws ClassNotFoundException {
        var context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            try {
                return Class.forName(className, true, context);
            } catch (ClassNotFoundException e) {
                // then the driver's own loader
            }
        }
        return Class.forName(className);
    }

    private static AthenaException failure(String message, @Nullable Throwable cause) {
        return new AthenaException(message, "28000", null, null, false, cause);
    }
}
