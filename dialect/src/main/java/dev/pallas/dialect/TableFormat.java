package dev.pallas.dialect;

/** How a table keeps its rows. */
public enum TableFormat {
    /** What {@code hibernate.athena.default_format} says, which is Iceberg unless it is set. */
    DEFAULT,
    /** An Iceberg table: insert, update, delete, time travel. */
    ICEBERG,
    /** A Hive table of Parquet files: insert only. */
    PARQUET,
    /** A Hive table of ORC files: insert only. */
    ORC,
    /** A Hive table of Avro files: insert only. */
    AVRO,
    /** A Hive table of delimited text: insert only. */
    TEXTFILE,
    /** A Hive table of JSON documents, one a line: insert only. */
    JSON;

    /** Whether its rows can be updated and deleted. */
    public boolean isIceberg() {
        return this == ICEBERG;
    }
}
