package dev.pallas.dialect.internal.id;

import java.util.Properties;
import java.util.UUID;
import org.hibernate.boot.model.internal.GeneratorParameters;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.Generator;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.id.BulkInsertionCapableIdentifierGenerator;
import org.hibernate.id.IncrementGenerator;
import org.hibernate.id.OptimizableGenerator;
import org.hibernate.id.enhanced.Optimizer;
import org.hibernate.id.uuid.UuidGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code GenerationType.AUTO} and {@code native} mean on Athena, by the type of the id: sortable ids where 64 bits fit, UUIDs for text and
 * UUIDs, and for smaller numbers Hibernate's {@code increment}, which is right for one writing process.
 */
public final class AutoIdGenerator implements BulkInsertionCapableIdentifierGenerator, OptimizableGenerator {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AutoIdGenerator.class);

    private BeforeExecutionGenerator generator = new SortableIdGenerator();

    /** Whose ids are numbers too small to be sortable, until that is said. */
    private @Nullable String owner;

    @Override
    public void configure(GeneratorCreationContext context, Properties parameters) {
        var type = context.getType().getReturnedClass();
        if (type == UUID.class || type == String.class) {
            generator = new UuidGenerator(type);
        } else if (SortableIdGenerator.fits(type)) {
            var sortable = new SortableIdGenerator();
            sortable.initialize(context);
            generator = sortable;
        } else {
            var increment = new IncrementGenerator();
            increment.configure(context, withTables(context, parameters));
            generator = increment;
            owner = context.getRootClass() == null
                    ? "a collection"
                    : context.getRootClass().getEntityName();
        }
    }

    /** The generator itself, or for ids that have to be counted another that can read the greatest without JDBC. */
    Generator orWithoutJdbc(GeneratorCreationContext context) {
        if (!(generator instanceof IncrementGenerator increment)) {
            return this;
        }
        var generators = GeneratorsWithoutJdbc.of(context.getServiceRegistry());
        if (generators.isPresent()) {
            warn();
            return generators.get().counted(greatest(increment), increment.getGeneratedType());
        }
        return this;
    }

    @SuppressWarnings("deprecation") // nothing else tells the query
    private static String greatest(IncrementGenerator increment) {
        return increment.getAllSqlForTests()[0];
    }

    private static Properties withTables(GeneratorCreationContext context, Properties parameters) {
        var all = new Properties(parameters);
        GeneratorParameters.collectParameters(
                context.getValue(),
                context.getDatabase().getDialect(),
                context.getRootClass(),
                all::setProperty,
                context.getServiceRegistry().requireService(ConfigurationService.class));
        return all;
    }

    @Override
    public void initialize(SqlStringGenerationContext context) {
        if (generator instanceof IncrementGenerator increment) {
            increment.initialize(context);
        }
    }

    @Override
    public Object generate(SharedSessionContractImplementor session, @Nullable Object entity) {
        warn();
        return generator.generate(session, entity, null, EventType.INSERT);
    }

    /** An {@code insert .. select} goes to the strategy that makes the ids here. */
    @Override
    public boolean supportsBulkInsertionIdentifierGeneration() {
        return false;
    }

    @Override
    public Optimizer getOptimizer() {
        return IdPerRow.INSTANCE;
    }

    @Override
    public void registerExportables(Database database) {
        // nothing in the catalog
    }

    private void warn() {
        var name = owner;
        if (name != null) {
            owner = null;
            LOG.warn(
                    "The id of {} is a number too small for ids that need no server. Its ids continue from the greatest in the table"
                            + " and are counted in memory: let one process write it, or use Long or UUID.",
                    name);
        }
    }
}
