package dev.pallas.driver.internal.aws;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.internal.config.CredentialsKind;
import dev.pallas.driver.internal.config.Options;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** From the options to the SDK's credentials provider. */
final class CredentialsProviders {
    private CredentialsProviders() {}

    static AwsCredentialsProvider of(Options.Credentials options) {
        if (options.user().isPresent() && options.password().isPresent()) {
            var user = options.user().get();
            var password = options.password().get();
            return StaticCredentialsProvider.create(options.sessionToken()
                    .<software.amazon.awssdk.auth.credentials.AwsCredentials>map(
                            token -> AwsSessionCredentials.create(user, password, token))
                    .orElseGet(() -> AwsBasicCredentials.create(user, password)));
        }
        var name = options.provider().orElse("DefaultChain");
        return switch (CredentialsKind.of(name)) {
            case DEFAULT_CHAIN -> DefaultCredentialsProvider.builder().build();
            case PROFILE -> ProfileCredentialsProvider.create(options.profile().orElseThrow());
            case INSTANCE_PROFILE -> InstanceProfileCredentialsProvider.create();
            case CUSTOM_CLASS ->
                custom(
                        name,
                        options.arguments().map(text -> text.split(",", -1)).orElse(new String[0]));
        };
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
