package dev.pallas.local;

import java.util.Locale;

/** The generated tables of the TPC-H benchmark that a server may offer, read-only, as the data catalog {@code tpch}. */
public enum Tpch {
    /** No data catalog {@code tpch}. */
    NONE,
    /** The database {@code tiny}: scale factor 0.01, 60,175 rows in the largest table. */
    TINY,
    /** The databases {@code tiny} and {@code sf1}: the latter is scale factor 1, 6,001,215 rows in the largest table. */
    SF1;

    /** As the server's command line names it. */
    String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
