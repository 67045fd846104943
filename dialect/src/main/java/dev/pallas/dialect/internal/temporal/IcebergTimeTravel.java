package dev.pallas.dialect.internal.temporal;

import java.util.regex.Pattern;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.temporal.DefaultTemporalTableSupport;
import org.hibernate.temporal.TemporalTableStrategy;

/** {@code @Temporal} on Iceberg: the table keeps its own history, and a session as of an instant reads the snapshot of then. */
public final class IcebergTimeTravel extends DefaultTemporalTableSupport {
    private static final Pattern METADATA = Pattern.compile(
            ".+\\$(?:snapshots|files|partitions|history|manifests|refs|properties)", Pattern.CASE_INSENSITIVE);

    /**
     * Creates the support.
     *
     * @param dialect whose it is
     */
    public IcebergTimeTravel(Dialect dialect) {
        super(dialect);
    }

    @Override
    public boolean supportsNativeTemporalTables() {
        return true;
    }

    @Override
    public TemporalTableStrategy getDefaultTemporalTableStrategy() {
        return TemporalTableStrategy.NATIVE;
    }

    @Override
    public String getAsOfOperator(TemporalTableStrategy strategy) {
        return "for timestamp as of";
    }

    @Override
    public String getTemporalExclusionColumnOption() {
        // every column of a snapshot is as it was
        return "";
    }

    /** Whether a table is one of those in which Iceberg describes another, such as {@code orders$snapshots}: it is read, and never made. */
    public static boolean isMetadata(String tableName) {
        return METADATA.matcher(tableName).matches();
    }
}
