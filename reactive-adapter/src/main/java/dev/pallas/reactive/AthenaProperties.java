package dev.pallas.reactive;

import dev.pallas.driver.QueryInfo;
import io.vertx.sqlclient.PropertyKind;

/** What {@link io.vertx.sqlclient.SqlResult#property} tells of the query behind a result. */
public final class AthenaProperties {
    /** The query execution id. */
    public static final PropertyKind<String> QUERY_ID = PropertyKind.create("athena-query-id", String.class);

    /** State, times, bytes scanned and the location of the result. */
    public static final PropertyKind<QueryInfo> QUERY_INFO = PropertyKind.create("athena-query-info", QueryInfo.class);

    /** The rows written, exact where {@link io.vertx.sqlclient.SqlResult#rowCount()} has to stop at 2,147,483,647. */
    public static final PropertyKind<Long> UPDATE_COUNT = PropertyKind.create("athena-update-count", Long.class);

    private AthenaProperties() {}
}
