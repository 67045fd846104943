/** Whole paths against one local-athena, which {@link dev.pallas.it.LocalAthenaServer} starts once for all test classes. */
package dev.pallas.it;
