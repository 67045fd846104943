package dev.pallas.dialect.internal.function;

import dev.pallas.dialect.AthenaDialect;
import java.util.List;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.FunctionContributor;
import org.hibernate.query.IllegalQueryOperationException;
import org.hibernate.query.spi.QueryEngine;
import org.hibernate.query.sqm.function.AbstractSqmSetReturningFunctionDescriptor;
import org.hibernate.query.sqm.function.SelfRenderingSqmSetReturningFunction;
import org.hibernate.query.sqm.tree.SqmTypedNode;
import org.hibernate.type.StandardBasicTypes;

/**
 * Says why a function of HQL cannot work. These are not registered by the dialect, so that who asks it which functions it has gets the truth.
 */
public final class RefusedFunctions implements FunctionContributor {
    private static final String XML =
            "Athena has no XML functions: '%s' cannot work. Keep documents as JSON, or read the XML in the application.";
    private static final String JSON_CHANGE = "Athena has no function that changes a JSON document: '%s' cannot work. "
            + "Build the document anew with json_object and json_array, or change it in the application.";
    private static final String TABLE =
            "Athena has no '%s'. Map the documents as an array of structs and join it, or join unnest(..).";

    @Override
    public void contributeFunctions(FunctionContributions contributions) {
        if (!(contributions.getDialect() instanceof AthenaDialect)) {
            return;
        }
        var registry = contributions.getFunctionRegistry();
        var text = contributions.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.STRING);
        for (var name : List.of(
                "xmlelement", "xmlcomment", "xmlforest", "xmlconcat", "xmlpi", "xmlquery", "xmlexists", "xmlagg")) {
            registry.register(name, new RefusedFunction(name, text, XML.formatted(name)));
        }
        for (var name : List.of(
                "json_set",
                "json_remove",
                "json_replace",
                "json_insert",
                "json_mergepatch",
                "json_array_append",
                "json_array_insert")) {
            registry.register(name, new RefusedFunction(name, text, JSON_CHANGE.formatted(name)));
        }
        for (var name : List.of("xmltable", "json_table")) {
            registry.register(name, new RefusedTable(name));
        }
    }

    private static final class RefusedTable extends AbstractSqmSetReturningFunctionDescriptor {
        private final String name;

        RefusedTable(String name) {
            super(name, null);
            this.name = name;
        }

        @Override
        protected <T> SelfRenderingSqmSetReturningFunction<T> generateSqmSetReturningFunctionExpression(
                List<? extends SqmTypedNode<?>> arguments, QueryEngine engine) {
            throw new IllegalQueryOperationException(TABLE.formatted(name));
        }
    }
}
