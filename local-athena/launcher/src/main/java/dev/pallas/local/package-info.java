/** Starts local-athena, an Athena, Glue and S3 on this machine, in a process of its own. */
@NullMarked
package dev.pallas.local;

import org.jspecify.annotations.NullMarked;
