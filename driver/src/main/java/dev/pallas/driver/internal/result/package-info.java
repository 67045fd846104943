/** From a query that succeeded to its rows: pages of GetQueryResults, or of the CSV object in S3. */
@NullMarked
package dev.pallas.driver.internal.result;

import org.jspecify.annotations.NullMarked;
