package dev.pallas.driver.internal.parquet;

import org.jspecify.annotations.Nullable;

/** A file that is not Parquet, or not as it was asked for. */
public final class ParquetFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ParquetFormatException(String message) {
        this(message, null);
    }

    ParquetFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
