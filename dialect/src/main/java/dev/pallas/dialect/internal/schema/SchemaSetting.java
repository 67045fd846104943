package dev.pallas.dialect.internal.schema;

import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.jspecify.annotations.Nullable;

/** The settings of the schema tool, each defined once. */
public enum SchemaSetting {
    /** Where tables are. */
    WAREHOUSE_LOCATION(
            "hibernate.athena.warehouse_location",
            "WarehouseLocation of the JDBC URL",
            "The S3 prefix under which tables are created, such as `s3://bucket/warehouse/`"),
    /** What tables are. */
    DEFAULT_FORMAT(
            "hibernate.athena.default_format",
            "`iceberg`",
            "The format of tables without `@AthenaTable(format = ..)`: `iceberg`, `parquet`, `orc`, `avro`, `textfile` or `json`"),
    /** How files are compressed. */
    COMPRESSION(
            "hibernate.athena.compression",
            "Athena's own",
            "The compression of the files of tables that do not name one, such as `zstd`"),
    /** What all tables have. */
    TABLE_PROPERTIES(
            "hibernate.athena.table_properties",
            "",
            "Properties of all tables that do not set them themselves: `name=value`, separated by commas");

    private final String key;
    private final String standard;
    private final String description;

    SchemaSetting(String key, String standard, String description) {
        this.key = key;
        this.standard = standard;
        this.description = description;
    }

    /** The name of the setting. */
    public String key() {
        return key;
    }

    /** What is taken when it is not set, in words. */
    public String standard() {
        return standard;
    }

    /** What it is for. */
    public String description() {
        return description;
    }

    @Nullable
    String of(Metadata metadata) {
        return text(settings(metadata).get(key));
    }

    /** All settings of the application. */
    static Map<String, Object> settings(Metadata metadata) {
        return ((MetadataImplementor) metadata)
                .getMetadataBuildingOptions()
                .getServiceRegistry()
                .requireService(ConfigurationService.class)
                .getSettings();
    }

    static @Nullable String text(@Nullable Object value) {
        return value == null || value.toString().isBlank()
                ? null
                : value.toString().strip();
    }
}
