package dev.pallas.dialect.internal.schema;

import dev.pallas.dialect.AthenaTable;
import dev.pallas.dialect.TableFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.MappingException;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/** What the mapping and the settings say of a table, besides its columns. */
final class TableDefinition {
    private static final Pattern HIVE =
            Pattern.compile("\\b(stored\\s+as|row\\s+format|clustered\\s+by)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARTITIONS =
            Pattern.compile("\\bpartitioned\\s+by\\s*\\(([^)]*)\\)", Pattern.CASE_INSENSITIVE);

    private final @Nullable AthenaTable annotation;
    private final String options;
    private final Metadata metadata;
    private final Set<String> keyColumns;

    private TableDefinition(
            @Nullable AthenaTable annotation, String options, Metadata metadata, Set<String> keyColumns) {
        this.annotation = annotation;
        this.options = options;
        this.metadata = metadata;
        this.keyColumns = keyColumns;
    }

    static TableDefinition of(Table table, Metadata metadata) {
        var keys = new LinkedHashSet<String>();
        AthenaTable annotation = null;
        for (var entity : metadata.getEntityBindings()) {
            if (annotation == null) {
                annotation = annotation(entity, table);
            }
            if (entity.getTable().equals(table)) {
                entity.getProperties().stream()
                        .filter(property -> property.getValue().isPartitionKey())
                        .flatMap(TableDefinition::columns)
                        .forEach(keys::add);
            }
        }
        var options = table.getOptions() == null ? "" : table.getOptions().strip();
        return new TableDefinition(annotation, options, metadata, keys);
    }

    private static Stream<String> columns(Property property) {
        return property.getColumns().stream().map(column -> column.getName().toLowerCase(Locale.ROOT));
    }

    private static @Nullable AthenaTable annotation(PersistentClass entity, Table table) {
        if (entity.getClassName() == null) {
            return null;
        }
        return Arrays.stream(entity.getMappedClass().getDeclaredAnnotationsByType(AthenaTable.class))
                .filter(candidate -> candidate.table().isEmpty()
                        ? entity.getTable().equals(table)
                        : candidate.table().equalsIgnoreCase(table.getName()))
                .findFirst()
                .orElse(null);
    }

    /** The text of {@code @Table(options = ..)}, which is taken as it is. */
    String options() {
        return options;
    }

    TableFormat format() {
        if (annotation != null && annotation.format() != TableFormat.DEFAULT) {
            return annotation.format();
        }
        if (HIVE.matcher(options).find()) {
            return TableFormat.DEFAULT;
        }
        var setting = SchemaSetting.DEFAULT_FORMAT.of(metadata);
        if (setting == null) {
            return TableFormat.ICEBERG;
        }
        try {
            return TableFormat.valueOf(setting.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new MappingException(
                    SchemaSetting.DEFAULT_FORMAT.key() + "=" + setting
                            + " is not one of iceberg, parquet, orc, avro, textfile, json",
                    unknown);
        }
    }

    @Nullable
    String location() {
        return annotation == null || annotation.location().isEmpty() ? null : annotation.location();
    }

    /** The columns that Hive keeps in the path of a file, in order, in lower case. */
    Set<String> partitionColumns() {
        var matcher = PARTITIONS.matcher(options);
        if (matcher.find()) {
            var names = new LinkedHashSet<String>();
            for (var part : matcher.group(1).split(",", -1)) {
                names.add(part.strip().split("\\s+", 2)[0].replace("`", "").toLowerCase(Locale.ROOT));
            }
            return names;
        }
        var names = new LinkedHashSet<String>();
        partitions().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return names;
    }

    /** What the table is partitioned by: columns, and for Iceberg transforms. */
    List<String> partitions() {
        return annotation != null && annotation.partitionedBy().length > 0
                ? List.of(annotation.partitionedBy())
                : List.copyOf(keyColumns);
    }

    /** The clauses of a Hive table between its columns and its location. */
    List<String> storage(TableFormat format) {
        var clauses = new ArrayList<String>();
        if (annotation != null && annotation.bucketedBy().length > 0) {
            clauses.add("CLUSTERED BY ("
                    + String.join(
                            ", ",
                            Stream.of(annotation.bucketedBy())
                                    .map(Names::backticks)
                                    .toList())
                    + ") INTO " + annotation.buckets() + " BUCKETS");
        }
        if (annotation != null && !annotation.serde().isEmpty()) {
            clauses.add("ROW FORMAT SERDE " + Names.string(annotation.serde()));
            if (annotation.serdeProperties().length > 0) {
                clauses.add("WITH SERDEPROPERTIES (" + render(map(annotation.serdeProperties())) + ")");
            }
        } else if (annotation != null && !annotation.delimited().isEmpty()) {
            clauses.add("ROW FORMAT DELIMITED " + annotation.delimited());
        } else if (format == TableFormat.JSON) {
            clauses.add("ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'");
        }
        if (format != TableFormat.DEFAULT && format != TableFormat.JSON) {
            clauses.add("STORED AS " + format.name());
        }
        return clauses;
    }

    /** The table's properties; empty if there are none. */
    String properties(TableFormat format) {
        var properties = new LinkedHashMap<String, String>();
        if (format == TableFormat.ICEBERG) {
            properties.put("table_type", "ICEBERG");
        }
        var all = SchemaSetting.TABLE_PROPERTIES.of(metadata);
        for (var property : all == null ? new String[0] : all.split(",", -1)) {
            var nameAndValue = property.split("=", 2);
            if (nameAndValue.length != 2) {
                throw new MappingException(SchemaSetting.TABLE_PROPERTIES.key() + ": '" + property.strip()
                        + "' is not of the form name=value");
            }
            properties.put(nameAndValue[0].strip(), nameAndValue[1].strip());
        }
        var compression = annotation != null && !annotation.compression().isEmpty()
                ? annotation.compression()
                : SchemaSetting.COMPRESSION.of(metadata);
        if (compression != null) {
            properties.put(format == TableFormat.ICEBERG ? "write_compression" : "write.compression", compression);
        }
        if (annotation != null) {
            properties.putAll(map(annotation.properties()));
        }
        return properties.isEmpty() ? "" : "TBLPROPERTIES (" + render(properties) + ")";
    }

    private static Map<String, String> map(AthenaTable.Property[] properties) {
        var map = new LinkedHashMap<String, String>();
        for (var property : properties) {
            map.put(property.name(), property.value());
        }
        return map;
    }

    private static String render(Map<String, String> properties) {
        return String.join(
                ", ",
                properties.entrySet().stream()
                        .map(property -> Names.string(property.getKey()) + "=" + Names.string(property.getValue()))
                        .toList());
    }

    /** Whether a column is in the path of a file, not in the file. */
    boolean isPartition(Column column) {
        return partitionColumns().contains(column.getName().toLowerCase(Locale.ROOT));
    }
}
