/** The settings: each defined once, read from URLs and properties, validated, and turned into typed options. */
@NullMarked
package dev.pallas.driver.internal.config;

import org.jspecify.annotations.NullMarked;
