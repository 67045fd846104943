package dev.pallas.dialect.internal.schema;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.MappingException;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.QualifiedTableName;
import org.hibernate.cfg.JdbcSettings;
import org.jspecify.annotations.Nullable;

/** Where tables are created that do not say it themselves. */
final class Warehouse {
    private static final List<String> URLS =
            List.of(JdbcSettings.JAKARTA_JDBC_URL, "javax.persistence.jdbc.url", "hibernate.connection.url");
    private static final Pattern LOCATION = parameter("WarehouseLocation");
    private static final Pattern DATABASE = parameter("Database|Schema");

    private final @Nullable String connectionUrl;

    /**
     * Creates a warehouse.
     *
     * @param connectionUrl the URL as the connection tells it; null where there was none to ask
     */
    Warehouse(@Nullable String connectionUrl) {
        this.connectionUrl = connectionUrl;
    }

    private static Pattern parameter(String name) {
        return Pattern.compile("(?:^|[/;?&])(?:" + name + ")=([^;&]*)", Pattern.CASE_INSENSITIVE);
    }

    /** The location of a table, with a slash at its end. */
    String location(QualifiedTableName name, Metadata metadata) {
        var table = name.getTableName().getText().toLowerCase(Locale.ROOT) + "/";
        var schema = name.getSchemaName() == null
                ? null
                : name.getSchemaName().getText().toLowerCase(Locale.ROOT);
        var setting = SchemaSetting.WAREHOUSE_LOCATION.of(metadata);
        if (setting != null) {
            return prefix(setting) + (schema == null ? "" : schema + "/") + table;
        }
        // a URL is shared by the applications of many databases
        return urls(metadata)
                .flatMap(url -> find(LOCATION, url)
                        .map(prefix -> prefix(prefix)
                                + (schema != null
                                        ? schema
                                        : find(DATABASE, url).findFirst().orElse("default")) + "/"
                                + table))
                .findFirst()
                .orElseThrow(() ->
                        new MappingException("Athena creates a table only with its S3 location, and none is known for '"
                                + name.getTableName().getText() + "'. Set " + SchemaSetting.WAREHOUSE_LOCATION.key()
                                + " to an S3 prefix such as s3://bucket/warehouse/, put WarehouseLocation into the URL, "
                                + "or give the table its own: @AthenaTable(location = \"s3://bucket/path/\")."));
    }

    private Stream<String> urls(Metadata metadata) {
        var settings = SchemaSetting.settings(metadata);
        return Stream.concat(
                URLS.stream().map(key -> SchemaSetting.text(settings.get(key))).flatMap(Stream::ofNullable),
                Stream.ofNullable(connectionUrl));
    }

    private static Stream<String> find(Pattern parameter, String url) {
        var matcher = parameter.matcher(url);
        return matcher.find() && !matcher.group(1).isBlank() ? Stream.of(matcher.group(1)) : Stream.empty();
    }

    private static String prefix(String location) {
        return location.endsWith("/") ? location : location + "/";
    }
}
