package dev.pallas.local.junit;

import dev.pallas.local.LocalAthena;
import java.lang.reflect.AnnotatedElement;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What one test class has of a server: the server that it may share, and a database that it does not. */
// before 5.13 JUnit closes nothing but this kind of resource
@SuppressWarnings("deprecation")
final class ClassServer implements ExtensionContext.Store.CloseableResource {
    private static final int LONGEST_NAME = 60;

    private final LocalAthena athena;
    private final @Nullable String database;

    ClassServer(LocalAthena athena, @Nullable String database) {
        this.athena = athena;
        this.database = database;
        if (database != null) {
            athena.createDatabase(database);
        }
    }

    /** A name that tells the class and that no other run has. */
    static String databaseName(Class<?> testClass, UUID unique) {
        var name = testClass.getSimpleName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        return name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "_"
                + unique.toString().replace("-", "").substring(0, 12);
    }

    static boolean gives(AnnotatedElement place, Class<?> type) {
        return type == LocalAthena.class
                || place.isAnnotationPresent(JdbcUrl.class)
                || place.isAnnotationPresent(DatabaseName.class)
                || place.isAnnotationPresent(Endpoint.class);
    }

    /**
     * The value for a field or parameter that this {@link #gives}.
     *
     * @throws ExtensionConfigurationException if its type does not fit its annotation
     */
    Object value(AnnotatedElement place, Class<?> type) {
        if (type == LocalAthena.class) {
            return athena;
        }
        var endpoint = place.getAnnotation(Endpoint.class);
        if (endpoint != null) {
            return checked(place, type, URI.class, endpoint(endpoint.value()));
        }
        var name = database == null ? "default" : database;
        var isUrl = place.isAnnotationPresent(JdbcUrl.class);
        return checked(place, type, String.class, isUrl ? athena.jdbcUrl(name) : name);
    }

    private URI endpoint(Endpoint.Service service) {
        return switch (service) {
            case ATHENA -> athena.athenaEndpoint();
            case GLUE -> athena.glueEndpoint();
            case S3 -> athena.s3Endpoint();
        };
    }

    private static Object checked(AnnotatedElement place, Class<?> type, Class<?> expected, Object value) {
        if (type != expected) {
            throw new ExtensionConfigurationException(
                    place + " must be of the type " + expected.getName() + ", not " + type.getName() + ".");
        }
        return value;
    }

    @Override
    public void close() {
        if (database != null) {
            athena.dropDatabase(database);
        }
    }
}
