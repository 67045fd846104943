package dev.pallas.dialect.internal;

import dev.pallas.dialect.internal.schema.Names;
import org.hibernate.ScrollMode;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.DmlTargetColumnQualifierSupport;
import org.hibernate.dialect.FunctionalDependencyAnalysisSupport;
import org.hibernate.dialect.FunctionalDependencyAnalysisSupportImpl;
import org.hibernate.dialect.NationalizationSupport;
import org.hibernate.dialect.NullOrdering;
import org.hibernate.dialect.SelectItemReferenceStrategy;
import org.hibernate.dialect.TimeZoneSupport;
import org.hibernate.dialect.pagination.LimitHandler;
import org.hibernate.dialect.pagination.OffsetFetchLimitHandler;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.env.spi.NameQualifierSupport;
import org.hibernate.query.common.FetchClauseType;

/** What Athena can and cannot do, as Hibernate asks it: one answer a method. */
public abstract class AthenaCapabilities extends Dialect {
    /**
     * Answers for a known version.
     *
     * @param version the version of the engine
     */
    protected AthenaCapabilities(DatabaseVersion version) {
        super(version);
    }

    /**
     * Answers for a connection.
     *
     * @param info what the connection says of itself
     */
    protected AthenaCapabilities(DialectResolutionInfo info) {
        super(info);
    }

    /** The warning of a statement tells what it scanned: no news for the log of every query. */
    @Override
    public boolean isJdbcLogWarningsEnabledByDefault() {
        return false;
    }

    @Override
    public int getDefaultTimestampPrecision() {
        return 6;
    }

    @Override
    public boolean doesRoundTemporalOnOverflow() {
        return false;
    }

    @Override
    public int getDefaultDecimalPrecision() {
        return 38;
    }

    @Override
    public int getMaxVarcharLength() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int getMaxVarbinaryLength() {
        return Integer.MAX_VALUE;
    }

    @Override
    public TimeZoneSupport getTimeZoneSupport() {
        return TimeZoneSupport.NONE;
    }

    @Override
    public NationalizationSupport getNationalizationSupport() {
        return NationalizationSupport.IMPLICIT;
    }

    @Override
    public boolean supportsStandardArrays() {
        return true;
    }

    /** A list of literals prunes files and partitions; an array does not. */
    @Override
    public boolean useArrayForMultiValuedParameters() {
        return false;
    }

    @Override
    public boolean supportsUserDefinedTypes() {
        return true;
    }

    @Override
    public boolean supportsFractionalTimestampArithmetic() {
        return false;
    }

    @Override
    public boolean supportsFetchClause(FetchClauseType type) {
        return type == FetchClauseType.ROWS_ONLY || type == FetchClauseType.ROWS_WITH_TIES;
    }

    /** A result that can be scrolled back is kept in memory, so it has to be asked for. */
    @Override
    public ScrollMode defaultScrollMode() {
        return ScrollMode.FORWARD_ONLY;
    }

    @Override
    public NullOrdering getNullOrdering() {
        return NullOrdering.LAST;
    }

    @Override
    public SelectItemReferenceStrategy getGroupBySelectItemReferenceStrategy() {
        return SelectItemReferenceStrategy.POSITION;
    }

    @Override
    public FunctionalDependencyAnalysisSupport getFunctionalDependencyAnalysisSupport() {
        return FunctionalDependencyAnalysisSupportImpl.NONE;
    }

    @Override
    public boolean supportsOffsetInSubquery() {
        return true;
    }

    @Override
    public boolean supportsWindowFunctions() {
        return true;
    }

    @Override
    public boolean supportsPartitionBy() {
        return true;
    }

    @Override
    public boolean supportsFilterClause() {
        return true;
    }

    @Override
    public boolean supportsLateral() {
        return true;
    }

    @Override
    public boolean supportsRecursiveCTE() {
        return true;
    }

    @Override
    public boolean supportsValuesList() {
        return true;
    }

    @Override
    public boolean supportsDistinctFromPredicate() {
        return true;
    }

    @Override
    public boolean supportsIntersect() {
        return true;
    }

    @Override
    public boolean supportsTupleCounts() {
        return true;
    }

    @Override
    public boolean requiresParensForTupleCounts() {
        return true;
    }

    @Override
    public boolean supportsTupleDistinctCounts() {
        return true;
    }

    @Override
    public boolean requiresParensForTupleDistinctCounts() {
        return true;
    }

    @Override
    public boolean requiresCastForConcatenatingNonStrings() {
        return true;
    }

    @Override
    public boolean requiresFloatCastingOfIntegerDivision() {
        return true;
    }

    @Override
    protected boolean supportsPredicateAsExpression() {
        return true;
    }

    @Override
    public boolean supportsCurrentTimestampSelection() {
        return true;
    }

    @Override
    public boolean isCurrentTimestampSelectStringCallable() {
        return false;
    }

    @Override
    public String getCurrentTimestampSelectString() {
        return "select localtimestamp(6)";
    }

    @Override
    public String currentTime() {
        return "cast(cast(localtime as time(9)) as varchar)";
    }

    @Override
    public String currentTimestamp() {
        return "localtimestamp(6)";
    }

    @Override
    public DmlTargetColumnQualifierSupport getDmlTargetColumnQualifierSupport() {
        return DmlTargetColumnQualifierSupport.NONE;
    }

    @Override
    public boolean supportsNoColumnsInsert() {
        return false;
    }

    @Override
    public NameQualifierSupport getNameQualifierSupport() {
        return NameQualifierSupport.BOTH;
    }

    @Override
    public String getTruncateTableStatement(String table) {
        return "delete from " + table;
    }

    @Override
    public boolean hasAlterTable() {
        return false;
    }

    @Override
    public boolean dropConstraints() {
        return false;
    }

    @Override
    public boolean supportsIfExistsBeforeTableName() {
        return true;
    }

    @Override
    public boolean supportsColumnCheck() {
        return false;
    }

    @Override
    public boolean supportsTableCheck() {
        return false;
    }

    @Override
    public boolean supportsUniqueConstraints() {
        return false;
    }

    /** No foreign key deletes for Hibernate: it deletes itself what {@code @OnDelete} means. */
    @Override
    public boolean supportsCascadeDelete() {
        return false;
    }

    @Override
    public boolean supportsCircularCascadeDeleteConstraints() {
        return false;
    }

    /** A value is written where it is bound, and not when its locator changes. */
    @Override
    public boolean supportsLobValueChangePropagation() {
        return false;
    }

    @Override
    public boolean canCreateSchema() {
        return true;
    }

    @Override
    public String[] getCreateSchemaCommand(String name) {
        return new String[] {"create database if not exists " + Names.backticks(name)};
    }

    @Override
    public String[] getDropSchemaCommand(String name) {
        return new String[] {"drop database if exists " + Names.backticks(name)};
    }

    @Override
    public LimitHandler getLimitHandler() {
        return OffsetFetchLimitHandler.INSTANCE;
    }

    @Override
    public boolean getDefaultNonContextualLobCreation() {
        return true;
    }
}
