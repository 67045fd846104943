package dev.pallas.driver.internal.config;

/** The canned ACL of the result objects; the names are those of the service. */
public enum Acl {
    BUCKET_OWNER_FULL_CONTROL
}
