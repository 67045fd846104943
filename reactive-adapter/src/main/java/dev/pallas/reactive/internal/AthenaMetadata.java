package dev.pallas.reactive.internal;

import io.vertx.sqlclient.spi.DatabaseMetadata;

/** Athena engine version 3, by the name that the JDBC driver gives too: it decides on Hibernate's dialect. */
final class AthenaMetadata implements DatabaseMetadata {
    static final AthenaMetadata INSTANCE = new AthenaMetadata();

    private AthenaMetadata() {}

    @Override
    public String productName() {
        return "Amazon Athena";
    }

    @Override
    public String fullVersion() {
        return "3";
    }

    @Override
    public int majorVersion() {
        return 3;
    }

    @Override
    public int minorVersion() {
        return 0;
    }
}
