package dev.pallas.dialect.internal.function;

import dev.pallas.dialect.AthenaDialect;
import java.util.List;
import org.hibernate.boot.MetadataBuilder;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.spi.MetadataBuilderInitializer;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.query.IllegalQueryOperationException;
import org.hibernate.query.spi.QueryEngine;
import org.hibernate.query.sqm.function.AbstractSqmSetReturningFunctionDescriptor;
import org.hibernate.query.sqm.function.SelfRenderingSqmSetReturningFunction;
import org.hibernate.query.sqm.tree.SqmTypedNode;
import org.hibernate.type.StandardBasicTypes;

/**
 * Says why a function of HQL cannot work. These are registered at boot, neither by the dialect nor by a contributor of functions, so that who asks
 * those which functions there are gets the truth.
 */
public final class RefusedFunctions implements MetadataBuilderInitializer {
    private static final String XML =
            "Athena has no XML functions: '%s' cannot work. Keep documents as JSON, or read the XML in the application.";
    private static final String MERGE_PATCH =
            "Athena has no function that merges JSON documents of any depth: 'json_mergepatch' cannot work. "
                    + "Change single parts by json_set and json_remove, or merge the documents in the application.";

    @Override
    public void contribute(MetadataBuilder builder, StandardServiceRegistry services) {
        if (services.requireService(JdbcEnvironment.class).getDialect() instanceof AthenaDialect) {
            builder.applyFunctions(RefusedFunctions::register);
        }
    }

    private static void register(FunctionContributions contributions) {
        var registry = contributions.getFunctionRegistry();
        var text = contributions.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.STRING);
        for (var name : List.of(
                "xmlelement", "xmlcomment", "xmlforest", "xmlconcat", "xmlpi", "xmlquery", "xmlexists", "xmlagg")) {
            registry.register(name, new RefusedFunction(name, text, XML.formatted(name)));
        }
        registry.register("json_mergepatch", new RefusedFunction("json_mergepatch", text, MERGE_PATCH));
        registry.register("xmltable", new RefusedTable("xmltable", XML.formatted("xmltable")));
    }

    private static final class RefusedTable extends AbstractSqmSetReturningFunctionDescriptor {
        private final String reason;

        RefusedTable(String name, String reason) {
            super(name, null);
            this.reason = reason;
        }

        @Override
        protected <T> SelfRenderingSqmSetReturningFunction<T> generateSqmSetReturningFunctionExpression(
                List<? extends SqmTypedNode<?>> arguments, QueryEngine engine) {
            throw new IllegalQueryOperationException(reason);
        }
    }
}
