package dev.pallas.driver.internal.parquet;

import dev.pallas.driver.AthenaException;

/** Whether the optional libraries are there; no other class of this package may be touched before it has been asked. */
public final class ParquetLibrary {
    private static final boolean PRESENT =
            isThere("org.apache.parquet.column.ColumnDescriptor") && isThere("org.apache.parquet.format.FileMetaData");

    private ParquetLibrary() {}

    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, ParquetLibrary.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    public static boolean isPresent() {
        return PRESENT;
    }

    /**
     * Refuses what cannot be done without the libraries.
     *
     * @param feature what needs them
     * @throws AthenaException (SQLState 0A000) that names the artifacts to add
     */
    public static void require(String feature) {
        if (!PRESENT) {
            throw new AthenaException(
                    feature
                            + " needs two libraries that are not on the class path: add org.apache.parquet:parquet-column and"
                            + " org.apache.parquet:parquet-format-structures to the application.",
                    "0A000",
                    null,
                    null,
                    false,
                    null);
        }
    }
}
