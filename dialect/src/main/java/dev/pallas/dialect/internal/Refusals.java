package dev.pallas.dialect.internal;

/** What the dialect says of features that Athena does not have: the feature, and the way around. */
public final class Refusals {
    /** For {@code GenerationType.IDENTITY}. */
    public static final String IDENTITY = "Athena has no identity columns: GenerationType.IDENTITY cannot work. "
            + "Use @SortableId, GenerationType.AUTO, GenerationType.UUID, @UuidGenerator, or ids that the application assigns.";

    /** For the sequence and table generators, and for what else asks for a locking select. */
    public static final String SEQUENCE_OR_TABLE =
            "Athena has no sequences and no row locks: GenerationType.SEQUENCE, GenerationType.TABLE and pessimistic locks cannot work. "
                    + "Use @SortableId, GenerationType.AUTO, GenerationType.UUID, @UuidGenerator, or ids that the application assigns,"
                    + " and @Version instead of locks.";

    /** For {@code @SortableId} on a type that does not hold 63 bits: the entity and the type. */
    public static final String SORTABLE_ID =
            "Entity '%s': @SortableId makes ids of 63 bits, and cannot fill a %s. Use long, Long, BigInteger or BigDecimal.";

    /** For pessimistic lock modes. */
    public static final String PESSIMISTIC_LOCK = "Athena has no row locks: the pessimistic lock modes cannot work. "
            + "Use @Version (optimistic locking), which Athena's update counts check.";

    /** For window frames with {@code exclude}. */
    public static final String FRAME_EXCLUSION = "Athena has no 'exclude' in window frames. "
            + "Leave it out, or subtract the current row's own value from the aggregate.";

    /** For {@code collate}. */
    public static final String COLLATE = "Athena has no collations: strings compare by code point. "
            + "Compare lower(x) or upper(x) where case must not matter.";

    /** For {@code insert ... select} to whose rows no ids can be given: the entity. */
    public static final String INSERT_SELECT_WITHOUT_ID =
            "The ids of '%s' are made in the application, and this 'insert .. select' makes its rows in Athena alone. "
                    + "Name the id among the attributes and select it, persist the entities, or use 'insert .. values'.";

    /** For {@code on conflict} in an insert into an entity of several tables: the entity. */
    public static final String MULTI_TABLE_CONFLICT =
            "The rows of '%s' are spread over several tables, and Athena's MERGE, which 'on conflict' becomes, changes one: it can name the "
                    + "id only, and its 'where' only attributes of the table that is set. Insert without it, or upsert the entities in a StatelessSession.";

    /** For inserts into an entity of several tables without its id: the entity. */
    public static final String MULTI_TABLE_INSERT_ID =
            "An HQL insert into '%s', whose rows are spread over several tables, is a statement a table, and the rows are tied by their id. "
                    + "Name the id among the attributes, and select it.";

    /** For bulk updates that would need the old values of two tables at once: the statement. */
    public static final String CROSSED_UPDATE =
            "The update sets columns of several tables, each from the old values of the other: Athena changes one table a statement. "
                    + "Set them in two updates, or load the entities and change them: %s";

    /** For {@code on conflict do update} without columns. */
    public static final String CONFLICT_WITHOUT_COLUMNS =
            "Athena has no unique constraints that an insert could conflict with. "
                    + "Name the columns that make a row the same: 'on conflict (id) do update ...'.";

    /** For names that need quotes in an embeddable that is kept as JSON or XML. */
    public static final String QUOTED_KEY =
            "'%s' in the document '%s' is quoted, as the reserved words of SQL and names outside of ASCII are by themselves, "
                    + "and Hibernate would write the quotes into the document. Give it another name: @Column(name = ..).";

    /** For columns that the database computes: the column. */
    public static final String GENERATED_COLUMN = "Athena has no generated columns: '%s' would stay null. "
            + "Compute it where it is read, @Formula, or in the application.";

    /** For updates and deletes of entities in Hive tables: the entity and the table. */
    public static final String INSERT_ONLY =
            "Athena can only insert into tables that are not Iceberg's: '%s' cannot be updated or deleted, because its table '%s' is one of Hive. "
                    + "Keep it in an Iceberg table, or mark it @Immutable.";

    /** For versions of entities in such tables: the entity and the table. */
    public static final String VERSION_ON_HIVE =
            "@Version of '%s' cannot work: Athena can only insert into tables that are not Iceberg's, and its table '%s' is one of Hive. "
                    + "Keep it in an Iceberg table, or leave the version out and mark the entity @Immutable.";

    /** For tables of a catalog without a database: the table and the catalog. */
    public static final String CATALOG_WITHOUT_DATABASE =
            "The table '%s' is mapped to the catalog '%s' and to no database, without which Athena would take the catalog for one. "
                    + "Name the database too: hibernate.default_schema, or @Table(schema = ..).";

    /** For statements that change such a table. */
    public static final String INSERT_ONLY_TABLE =
            "Athena can only insert into tables that are not Iceberg's. Keep what changes in an Iceberg table.";

    /** For embeddables in XML columns. */
    public static final String XML_EMBEDDABLE =
            "Athena has no functions for XML, by which the attributes of an embeddable in an XML column could be read and set. "
                    + "Keep the embeddable as JSON, @JdbcTypeCode(SqlTypes.JSON), or as a @Struct.";

    /** For a lateral left join on a condition, of a subquery that Athena cannot limit. */
    public static final String LATERAL_LEFT_JOIN =
            "Athena cannot left join a correlated lateral subquery with 'limit' or 'offset' on a condition. "
                    + "Put the condition into the subquery.";

    /** For the correlated subqueries that are neither Athena's nor rewritten. */
    public static final String CORRELATED_SUBQUERY =
            "Athena cannot tie this subquery to the query around it. Compare columns of the outer query in its 'where' "
                    + "only, and not inside aggregates, 'intersect', 'except', 'group by', a join's 'on' or a subquery of it; or join the "
                    + "entities and group.";

    private Refusals() {}
}
