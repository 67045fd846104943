package dev.pallas.driver.internal.jdbc;

/** The driver's name and version, as JDBC tells them. */
public final class DriverVersion {
    public static final String NAME = "Pallas JDBC driver for Amazon Athena";
    public static final int MAJOR = 0;
    public static final int MINOR = 1;

    private DriverVersion() {}
}
