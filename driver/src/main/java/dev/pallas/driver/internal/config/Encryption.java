package dev.pallas.driver.internal.config;

/** How Athena encrypts the result objects; the names are those of the service. */
public enum Encryption {
    SSE_S3,
    SSE_KMS,
    CSE_KMS
}
