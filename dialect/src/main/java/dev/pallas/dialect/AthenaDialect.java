package dev.pallas.dialect;

import dev.pallas.dialect.internal.AthenaCapabilities;
import dev.pallas.dialect.internal.AthenaErrors;
import dev.pallas.dialect.internal.AthenaIdentitySupport;
import dev.pallas.dialect.internal.AthenaSqlAstTranslator;
import dev.pallas.dialect.internal.AthenaTranslators;
import dev.pallas.dialect.internal.EnversRows;
import dev.pallas.dialect.internal.Refusals;
import dev.pallas.dialect.internal.RefusingLockStrategy;
import dev.pallas.dialect.internal.ReservedWords;
import dev.pallas.dialect.internal.TemporalArithmetic;
import dev.pallas.dialect.internal.batch.BatchedMerge;
import dev.pallas.dialect.internal.function.AthenaFunctions;
import dev.pallas.dialect.internal.hint.QueryHints;
import dev.pallas.dialect.internal.hint.ReuseSetting;
import dev.pallas.dialect.internal.id.AutoIdGenerator;
import dev.pallas.dialect.internal.mutation.AthenaSqmTranslatorFactory;
import dev.pallas.dialect.internal.mutation.MultiTableInsertStrategy;
import dev.pallas.dialect.internal.mutation.MultiTableMutationStrategy;
import dev.pallas.dialect.internal.schema.AthenaTableExporter;
import dev.pallas.dialect.internal.schema.AthenaTableMigrator;
import dev.pallas.dialect.internal.schema.CatalogTables;
import dev.pallas.dialect.internal.schema.NoExporter;
import dev.pallas.dialect.internal.temporal.IcebergTimeTravel;
import dev.pallas.dialect.internal.type.AthenaAggregateSupport;
import dev.pallas.dialect.internal.type.AthenaTypes;
import dev.pallas.dialect.internal.type.DateTimeLiterals;
import dev.pallas.dialect.internal.type.TimeAsTextJdbcType;
import jakarta.persistence.GenerationType;
import jakarta.persistence.TemporalType;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.LockOptions;
import org.hibernate.Locking;
import org.hibernate.MappingException;
import org.hibernate.UnsupportedLockAttemptException;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.aggregate.AggregateSupport;
import org.hibernate.dialect.identity.IdentityColumnSupport;
import org.hibernate.dialect.lock.LockingStrategy;
import org.hibernate.dialect.lock.PessimisticLockStyle;
import org.hibernate.dialect.lock.internal.LockingSupportSimple;
import org.hibernate.dialect.lock.spi.ConnectionLockTimeoutStrategy;
import org.hibernate.dialect.lock.spi.LockTimeoutType;
import org.hibernate.dialect.lock.spi.LockingSupport;
import org.hibernate.dialect.lock.spi.OuterJoinLockingType;
import org.hibernate.dialect.temporal.TemporalTableSupport;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.env.spi.IdentifierCaseStrategy;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelper;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelperBuilder;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.spi.SQLExceptionConversionDelegate;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;
import org.hibernate.mapping.UserDefinedType;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.SqlTypedMapping;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityMutationTarget;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.CastType;
import org.hibernate.query.sqm.IntervalType;
import org.hibernate.query.sqm.mutation.internal.inline.InlineMutationStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.query.sqm.sql.SqmTranslatorFactory;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.hibernate.sql.ast.internal.PessimisticLockKind;
import org.hibernate.sql.ast.spi.LockingClauseStrategy;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.model.MutationOperation;
import org.hibernate.sql.model.internal.OptionalTableUpdate;
import org.hibernate.tool.schema.extract.spi.ExtractionContext;
import org.hibernate.tool.schema.extract.spi.InformationExtractor;
import org.hibernate.tool.schema.spi.Exporter;
import org.hibernate.tool.schema.spi.TableMigrator;
import org.hibernate.type.descriptor.java.PrimitiveByteArrayJavaType;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's dialect for Amazon Athena, engine version 3.
 *
 * <p>Found by itself from the connection's product name, or named: {@code hibernate.dialect=Athena}. Entities map to Iceberg tables, which Athena
 * can update and delete; tables of other formats can be read and inserted into. What Athena does not have is refused with a sentence that
 * names the way around: identity columns, sequences and table generators at boot, pessimistic locks when asked for. Constraints and indexes of the
 * mapping are simply not part of the DDL.
 *
 * <p>Settings: {@value #WAREHOUSE_LOCATION} is the S3 prefix under which the schema tool creates tables. Batching is on: {@value #BATCH_SIZE}
 * statements, inserts and updates ordered; {@code hibernate.jdbc.batch_size}, {@code hibernate.order_inserts} and {@code hibernate.order_updates}
 * change that.
 *
 * <p>Instances are immutable once built and may be shared among threads, as Hibernate does.
 */
// TemporalType, IntervalType, LockOptions and Locking.Scope are deprecated, and are still what Hibernate's Dialect
// methods take
@SuppressWarnings({"deprecation", "removal"})
public class AthenaDialect extends AthenaCapabilities {
    /** The setting that names the S3 prefix under which the schema tool creates tables, such as {@code s3://bucket/warehouse/}. */
    public static final String WAREHOUSE_LOCATION = "hibernate.athena.warehouse_location";

    /** The setting that names this process, from 0 to 65,535, in the ids of {@link SortableId}; unset, the number is drawn at random. */
    public static final String NODE = "hibernate.athena.node";

    /**
     * The setting that lets Athena answer any query with an earlier result of the same text, up to so many minutes old (0 to 10,080); unset, only
     * queries whose hint or URL says so. Nothing that was written since shows in such a result.
     */
    public static final String RESULT_REUSE_MINUTES = "hibernate.athena.result_reuse_minutes";

    /** How many statements a JDBC batch holds unless {@code hibernate.jdbc.batch_size} says otherwise. */
    public static final int BATCH_SIZE = 1000;

    private static final DatabaseVersion ENGINE_3 = DatabaseVersion.make(3);
    private static final LockingSupport NO_LOCKS = new LockingSupportSimple(
            PessimisticLockStyle.NONE,
            LockTimeoutType.NONE,
            OuterJoinLockingType.UNSUPPORTED,
            ConnectionLockTimeoutStrategy.NONE);

    private final AthenaTableExporter tables;

    /** Set when the types are, which is before the first query; null where earlier results are not asked for. */
    private volatile @Nullable Integer reuseMinutes;

    private final AthenaIdentitySupport identities = new AthenaIdentitySupport();

    /** Creates the dialect without asking a connection. */
    @SuppressWarnings("this-escape") // asked only when tables are exported, long after construction
    public AthenaDialect() {
        super(ENGINE_3);
        tables = new AthenaTableExporter(this, null);
    }

    /**
     * Creates the dialect for a connection.
     *
     * @param info what the connection says of itself; the version may be unknown
     */
    @SuppressWarnings("this-escape") // asked only when tables are exported, long after construction
    public AthenaDialect(DialectResolutionInfo info) {
        super(info);
        tables = new AthenaTableExporter(this, urlOf(info.getDatabaseMetadata()));
    }

    private static @Nullable String urlOf(@Nullable DatabaseMetaData metadata) {
        try {
            return metadata == null ? null : metadata.getURL();
        } catch (SQLException unknown) {
            return null;
        }
    }

    @Override
    public DatabaseVersion determineDatabaseVersion(DialectResolutionInfo info) {
        return info.getDatabaseMajorVersion() > 0 ? info.makeCopyOrDefault(ENGINE_3) : ENGINE_3;
    }

    @Override
    protected DatabaseVersion getMinimumSupportedVersion() {
        return ENGINE_3;
    }

    @Override
    protected void initDefaultProperties() {
        super.initDefaultProperties();
        getDefaultProperties().setProperty(AvailableSettings.ORDER_INSERTS, "true");
        // what the driver says, also where Hibernate may not ask it
        getDefaultProperties().setProperty(AvailableSettings.USE_SCROLLABLE_RESULTSET, "true");
        getDefaultProperties().setProperty(AvailableSettings.ORDER_UPDATES, "true");
    }

    @Override
    public int getDefaultStatementBatchSize() {
        return BATCH_SIZE;
    }

    // --- types: the names in DDL are Hive's, the names in casts are Trino's

    @Override
    protected String columnType(int sqlTypeCode) {
        return AthenaTypes.columnType(sqlTypeCode, super::columnType);
    }

    @Override
    protected String castType(int sqlTypeCode) {
        return AthenaTypes.castType(sqlTypeCode, this::columnType);
    }

    @Override
    protected void registerColumnTypes(TypeContributions contributions, ServiceRegistry registry) {
        AthenaTypes.registerNames(contributions.getTypeConfiguration().getDdlTypeRegistry(), this);
    }

    @Override
    public void contributeTypes(TypeContributions contributions, ServiceRegistry registry) {
        super.contributeTypes(contributions, registry);
        reuseMinutes = ReuseSetting.minutes(registry);
        AthenaTypes.registerHandlers(contributions.getTypeConfiguration());
    }

    @Override
    public AggregateSupport getAggregateSupport() {
        return AthenaAggregateSupport.INSTANCE;
    }

    @Override
    public Exporter<UserDefinedType> getUserDefinedTypeExporter() {
        // a struct is spelled out where it is used
        return new NoExporter<>();
    }

    @Override
    public String getArrayTypeName(
            @Nullable String javaElementTypeName, @Nullable String elementTypeName, @Nullable Integer maxLength) {
        return "array<" + elementTypeName + ">";
    }

    // --- literals

    @Override
    public void appendBooleanValueString(SqlAppender sql, boolean value) {
        sql.appendSql(value);
    }

    @Override
    public void appendBinaryLiteral(SqlAppender sql, byte[] bytes) {
        sql.appendSql("X'");
        PrimitiveByteArrayJavaType.INSTANCE.appendString(sql, bytes);
        sql.appendSql('\'');
    }

    @Override
    public void appendUUIDLiteral(SqlAppender sql, UUID value) {
        sql.appendSql('\'');
        sql.appendSql(value.toString());
        sql.appendSql('\'');
    }

    @Override
    public void appendDateTimeLiteral(
            SqlAppender sql, TemporalAccessor value, TemporalType precision, @Nullable TimeZone zone) {
        switch (precision) {
            case DATE -> DateTimeLiterals.date(sql, value);
            case TIME -> DateTimeLiterals.time(sql, value);
            case TIMESTAMP -> DateTimeLiterals.timestamp(sql, value, zone);
        }
    }

    @Override
    public void appendDateTimeLiteral(SqlAppender sql, Date value, TemporalType precision, @Nullable TimeZone zone) {
        switch (precision) {
            case DATE -> DateTimeLiterals.date(sql, DateTimeLiterals.dayOf(value));
            case TIME -> DateTimeLiterals.time(sql, TimeAsTextJdbcType.timeOf(value));
            case TIMESTAMP -> DateTimeLiterals.timestamp(sql, DateTimeLiterals.instantOf(value), zone);
        }
    }

    @Override
    public void appendDateTimeLiteral(
            SqlAppender sql, Calendar value, TemporalType precision, @Nullable TimeZone zone) {
        var own = value.toInstant().atZone(value.getTimeZone().toZoneId());
        switch (precision) {
            case DATE -> DateTimeLiterals.date(sql, own);
            case TIME -> DateTimeLiterals.time(sql, own.toLocalTime());
            case TIMESTAMP -> DateTimeLiterals.timestamp(sql, own.withZoneSameInstant(ZoneOffset.UTC), zone);
        }
    }

    // --- functions

    @Override
    public void initializeFunctionRegistry(FunctionContributions contributions) {
        super.initializeFunctionRegistry(contributions);
        AthenaFunctions.register(this, contributions);
    }

    @Override
    public String castPattern(CastType from, CastType to) {
        return AthenaTypes.castPattern(from, to, () -> super.castPattern(from, to));
    }

    @Override
    protected String buildStringToBooleanCast(String trueValue, String falseValue) {
        return AthenaTypes.textToBoolean(trueValue, falseValue);
    }

    @Override
    public String timestampaddPattern(
            TemporalUnit unit, @Nullable TemporalType temporalType, @Nullable IntervalType intervalType) {
        return TemporalArithmetic.add(unit, temporalType);
    }

    @Override
    public String timestampdiffPattern(TemporalUnit unit, @Nullable TemporalType from, @Nullable TemporalType to) {
        return TemporalArithmetic.difference(unit, from, to);
    }

    @Override
    public void appendDatetimeFormat(SqlAppender sql, String format) {
        sql.appendSql(TemporalArithmetic.jodaPattern(format));
    }

    // --- queries

    @Override
    public SqlAstTranslatorFactory getSqlAstTranslatorFactory() {
        return new AthenaTranslators();
    }

    @Override
    public String getSelectClauseNullString(SqlTypedMapping mapping, TypeConfiguration types) {
        return "cast(null as " + AthenaTypes.nullType(mapping, types, this::castType) + ")";
    }

    @Override
    public TemporalTableSupport getTemporalTableSupport() {
        return new IcebergTimeTravel(this);
    }

    // --- hints

    @Override
    public String getQueryHintString(String query, List<String> hints) {
        return QueryHints.of(hints, null).apply(query);
    }

    @Override
    public String getQueryHintString(String query, String hints) {
        return getQueryHintString(query, List.of(hints));
    }

    @Override
    public String addSqlHintOrComment(String sql, QueryOptions options, boolean comments) {
        var hints = options.getDatabaseHints() == null ? List.<String>of() : options.getDatabaseHints();
        var commented = comments && options.getComment() != null ? prependComment(sql, options.getComment()) : sql;
        // only what reads may be answered from an earlier result
        var reuse = sql.regionMatches(true, 0, "select", 0, 6) || sql.regionMatches(true, 0, "with", 0, 4)
                ? reuseMinutes
                : null;
        return QueryHints.of(hints, reuse).apply(commented);
    }

    // --- writing

    @Override
    public @Nullable SqmMultiTableMutationStrategy getFallbackSqmMutationStrategy(
            EntityMappingType entity, RuntimeModelCreationContext context) {
        return new MultiTableMutationStrategy(new InlineMutationStrategy(this));
    }

    @Override
    public @Nullable SqmMultiTableInsertStrategy getFallbackSqmInsertStrategy(
            EntityMappingType entity, RuntimeModelCreationContext context) {
        return new MultiTableInsertStrategy();
    }

    @Override
    public SqmTranslatorFactory getSqmTranslatorFactory() {
        return new AthenaSqmTranslatorFactory();
    }

    @Override
    public MutationOperation createOptionalTableUpdateOperation(
            EntityMutationTarget target, OptionalTableUpdate update, SessionFactoryImplementor factory) {
        return new BatchedMerge(new AthenaSqlAstTranslator<>(factory, update).createMergeOperation(update));
    }

    // --- what Athena does not have

    @Override
    public LockingSupport getLockingSupport() {
        return NO_LOCKS;
    }

    /** What is incremented at once holds nobody back, and needs no lock: another who read it before finds another version. */
    @Override
    public LockingClauseStrategy getLockingClauseStrategy(QuerySpec query, @Nullable LockOptions options) {
        if (options != null
                && options.getLockMode() != LockMode.PESSIMISTIC_FORCE_INCREMENT
                && PessimisticLockKind.interpret(options.getLockMode()) != PessimisticLockKind.NONE
                && !EnversRows.isReadBy(query)) {
            throw new UnsupportedLockAttemptException(Refusals.PESSIMISTIC_LOCK);
        }
        return super.getLockingClauseStrategy(query, options);
    }

    @Override
    protected LockingStrategy buildPessimisticWriteStrategy(
            EntityPersister entity, LockMode mode, Locking.Scope scope) {
        return new RefusingLockStrategy();
    }

    @Override
    protected LockingStrategy buildPessimisticReadStrategy(EntityPersister entity, LockMode mode, Locking.Scope scope) {
        return new RefusingLockStrategy();
    }

    /**
     * Queries that lock are refused before they get here; what is left are the table generators, sequences emulated by a table among them, which
     * build their locking select at boot, and Hibernate Reactive's locks of entities that are loaded already.
     */
    @Override
    public String getForUpdateString() {
        throw new MappingException(Refusals.SEQUENCE_OR_TABLE);
    }

    @Override
    public IdentityColumnSupport getIdentityColumnSupport() {
        return identities;
    }

    @Override
    public GenerationType getNativeValueGenerationStrategy() {
        return GenerationType.UUID;
    }

    @Override
    public String getNativeIdentifierGeneratorStrategy() {
        return AutoIdGenerator.class.getName();
    }

    // --- schema

    @Override
    public TableMigrator getTableMigrator() {
        return new AthenaTableMigrator();
    }

    @Override
    public InformationExtractor getInformationExtractor(ExtractionContext context) {
        return new CatalogTables(context);
    }

    @Override
    public boolean equivalentTypes(int mapped, int existing) {
        return super.equivalentTypes(mapped, existing) || AthenaTypes.sameColumn(mapped, existing);
    }

    @Override
    public Exporter<Table> getTableExporter() {
        return tables;
    }

    @Override
    public Exporter<Index> getIndexExporter() {
        return new NoExporter<>();
    }

    @Override
    public Exporter<UniqueKey> getUniqueKeyExporter() {
        return new NoExporter<>();
    }

    @Override
    public Exporter<ForeignKey> getForeignKeyExporter() {
        return new NoExporter<>();
    }

    @Override
    public IdentifierHelper buildIdentifierHelper(IdentifierHelperBuilder builder, @Nullable DatabaseMetaData metadata)
            throws SQLException {
        // the same with and without metadata: Hibernate Reactive has none, and Athena's answer never varies
        builder.setUnquotedCaseStrategy(IdentifierCaseStrategy.LOWER);
        builder.setQuotedCaseStrategy(IdentifierCaseStrategy.LOWER);
        builder.setAutoQuoteInitialUnderscore(true);
        builder.setAutoQuoteDollar(true);
        builder.setAutoQuoteKeywords(true);
        builder.applyReservedWords(ReservedWords.OF_QUERIES);
        return builder.build();
    }

    @Override
    public SQLExceptionConversionDelegate buildSQLExceptionConversionDelegate() {
        return new AthenaErrors();
    }
}
