package dev.pallas.reactive.hibernate;

import dev.pallas.reactive.AthenaBuilder;
import dev.pallas.reactive.AthenaConnectOptions;
import dev.pallas.reactive.AthenaDatabaseException;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.dialect.Dialect;
import org.hibernate.reactive.provider.Settings;
import org.jspecify.annotations.Nullable;

/** What Hibernate's settings say of Athena. */
final class AthenaConfiguration {
    private static final Pattern NEARLY_ATHENA = Pattern.compile("(?i)^(jdbc:)?/*[a-z]*ath[a-z]*:");

    private AthenaConfiguration() {}

    /** Whether this is about Athena: by the URL, by the pool that the application hands in, or by the dialect that it names. */
    static boolean isAthena(Map<String, Object> configuration) {
        return isAthenaUrl(configuration)
                || configuration.get(Settings.SQL_CLIENT_POOL) instanceof AthenaReactivePool
                || isAthenaDialect(configuration.get(AvailableSettings.DIALECT));
    }

    /** Whether there is a URL, and it is Athena's. */
    static boolean isAthenaUrl(Map<String, Object> configuration) {
        var url = url(configuration);
        return url != null && AthenaConnectOptions.isAthenaUri(url);
    }

    private static boolean isAthenaDialect(@Nullable Object dialect) {
        if (dialect instanceof Dialect instance) {
            return HibernateReactive.isAthena(instance);
        }
        var name = dialect instanceof Class<?> type ? type.getName() : String.valueOf(dialect);
        return name.equals(HibernateReactive.DIALECT) || name.equalsIgnoreCase("Athena");
    }

    /**
     * Refuses a URL that is meant to be Athena's and is not, such as one of an older driver of Amazon's: Hibernate Reactive would look for
     * another database and tell of a missing pool.
     *
     * @throws HibernateException with the form that is wanted
     */
    static void refuseNearlyAthena(Map<String, Object> configuration) {
        var url = url(configuration);
        if (url != null && NEARLY_ATHENA.matcher(url.strip()).find()) {
            throw new HibernateException("The setting " + AvailableSettings.JAKARTA_JDBC_URL
                    + " is not usable: a URL of Athena's starts with jdbc:athena:, as in"
                    + " jdbc:athena://Region=us-east-1;OutputLocation=s3://bucket/prefix/");
        }
    }

    /**
     * Reads the URL among the settings, and the credentials.
     *
     * @throws HibernateException with the reason, when there is no URL, or it cannot be read, or a setting in it is unknown or not valid
     */
    static AthenaConnectOptions options(Map<String, Object> configuration) {
        var url = url(configuration);
        if (url == null) {
            throw new HibernateException("No URL of Athena: set " + AvailableSettings.JAKARTA_JDBC_URL);
        }
        return options(url, configuration);
    }

    /**
     * Reads a URL of Athena's, and the credentials among the settings.
     *
     * @throws HibernateException with the reason, when the URL cannot be read or a setting in it is unknown or not valid
     */
    static AthenaConnectOptions options(String url, Map<String, Object> configuration) {
        try {
            var options = AthenaConnectOptions.fromUri(url.strip());
            var user = first(configuration, AvailableSettings.JAKARTA_JDBC_USER, "hibernate.connection.username");
            if (user != null) {
                options.setUser(user);
            }
            var password =
                    first(configuration, AvailableSettings.JAKARTA_JDBC_PASSWORD, "hibernate.connection.password");
            if (password != null) {
                options.setPassword(password);
            }
            options.toSettings();
            return options;
        } catch (AthenaDatabaseException | IllegalArgumentException e) {
            throw new HibernateException(
                    "The setting " + AvailableSettings.JAKARTA_JDBC_URL + " is not usable: " + e.getMessage(), e);
        }
    }

    /** Hibernate Reactive's pool settings; what they do not give is as {@link AthenaBuilder} has it. */
    static PoolOptions poolOptions(Map<String, Object> configuration, PoolOptions given) {
        if (configuration.get(AvailableSettings.POOL_SIZE) == null) {
            given.setMaxSize(AthenaBuilder.DEFAULT_POOL_SIZE);
        }
        if (configuration.get(Settings.POOL_CONNECT_TIMEOUT) == null) {
            given.setConnectionTimeout(AthenaBuilder.DEFAULT_WAIT_SECONDS).setConnectionTimeoutUnit(TimeUnit.SECONDS);
        }
        return given;
    }

    private static @Nullable String url(Map<String, Object> configuration) {
        return first(
                configuration,
                AvailableSettings.JAKARTA_JDBC_URL,
                "javax.persistence.jdbc.url",
                "hibernate.connection.url");
    }

    private static @Nullable String first(Map<String, Object> configuration, String... names) {
        return Stream.of(names)
                .map(configuration::get)
                .filter(value -> value != null && !value.toString().isBlank())
                .map(Object::toString)
                .findFirst()
                .orElse(null);
    }
}
