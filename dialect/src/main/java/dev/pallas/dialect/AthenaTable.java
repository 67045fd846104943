package dev.pallas.dialect;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How the schema tool creates the table of an entity. What it does not say comes from the settings {@code hibernate.athena.*}.
 *
 * <pre>
 * &#64;Entity
 * &#64;AthenaTable(partitionedBy = {"day(placed)", "bucket(16, customer)"}, properties = &#64;AthenaTable.Property(name = "format", value = "orc"))
 * class Order { .. }
 * </pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(AthenaTable.List.class)
public @interface AthenaTable {
    /** Which of the entity's tables is meant: a secondary, join or collection table by its name; the entity's own if empty. */
    String table() default "";

    /** How the table keeps its rows. */
    TableFormat format() default TableFormat.DEFAULT;

    /** Where, such as {@code s3://bucket/orders/}; a place of the table's name under {@code hibernate.athena.warehouse_location} if empty. */
    String location() default "";

    /**
     * The partitions. For Iceberg columns and transforms of them: {@code year(c)}, {@code month(c)}, {@code day(c)}, {@code hour(c)},
     * {@code bucket(n, c)}, {@code truncate(n, c)}. For other formats columns, which are then not stored in the files.
     */
    String[] partitionedBy() default {};

    /** The columns of the buckets of a table that is not Iceberg; an Iceberg table has {@code bucket(n, c)} in its partitions. */
    String[] bucketedBy() default {};

    /** How many buckets. */
    int buckets() default 0;

    /** What follows ROW FORMAT DELIMITED, such as {@code FIELDS TERMINATED BY ','}. */
    String delimited() default "";

    /** The class of the SerDe of a table that is not Iceberg. */
    String serde() default "";

    /** The properties of the SerDe. */
    Property[] serdeProperties() default {};

    /** The compression of the files, such as {@code zstd}. */
    String compression() default "";

    /** The table's properties. */
    Property[] properties() default {};

    /** A name and its value. */
    @Target({})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Property {
        /** The name. */
        String name();

        /** The value. */
        String value();
    }

    /** Several. */
    @Documented
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {
        /** One for each table. */
        AthenaTable[] value();
    }
}
