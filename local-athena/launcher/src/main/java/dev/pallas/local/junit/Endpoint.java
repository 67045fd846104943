package dev.pallas.local.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A {@link java.net.URI} that becomes the endpoint of an AWS service. */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Endpoint {
    Service value();

    /** The services of local-athena. */
    enum Service {
        ATHENA,
        GLUE,
        S3
    }
}
