package dev.pallas.dialect.internal.function;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.function.CommonFunctionFactory;
import org.hibernate.query.sqm.function.AbstractSqmSelfRenderingFunctionDescriptor;
import org.hibernate.query.sqm.function.SqmFunctionDescriptor;
import org.hibernate.query.sqm.function.SqmFunctionRegistry;
import org.hibernate.query.sqm.produce.function.FunctionParameterType;
import org.hibernate.query.sqm.produce.function.FunctionReturnTypeResolver;
import org.hibernate.query.sqm.produce.function.StandardFunctionReturnTypeResolvers;
import org.hibernate.type.BasicType;
import org.hibernate.type.BasicTypeReference;
import org.hibernate.type.spi.TypeConfiguration;

/** What the tables of functions write their lines with, for one boot. */
final class Registrar {
    final Dialect dialect;
    final TypeConfiguration types;
    final SqmFunctionRegistry registry;
    final CommonFunctionFactory common;

    Registrar(Dialect dialect, FunctionContributions contributions) {
        this.dialect = dialect;
        types = contributions.getTypeConfiguration();
        registry = contributions.getFunctionRegistry();
        common = new CommonFunctionFactory(contributions);
    }

    <T> BasicType<T> type(BasicTypeReference<T> reference) {
        return types.getBasicTypeRegistry().resolve(reference);
    }

    /** A function of a pattern, with as many arguments as types are given. */
    void pattern(String name, BasicType<?> result, String pattern, FunctionParameterType... arguments) {
        pattern(name, StandardFunctionReturnTypeResolvers.invariant(result), pattern, arguments);
    }

    /** A function of a pattern whose result is of the type of one of its arguments. */
    void pattern(String name, FunctionReturnTypeResolver result, String pattern, FunctionParameterType... arguments) {
        registry.patternDescriptorBuilder(name, pattern)
                .setReturnTypeResolver(result)
                .setExactArgumentCount(arguments.length)
                .setParameterTypes(arguments)
                .register();
    }

    /** A function of any number of arguments from {@code least} on. */
    void varargs(String name, BasicType<?> result, int least, String pattern, FunctionParameterType... arguments) {
        registry.patternDescriptorBuilder(name, pattern)
                .setInvariantType(result)
                .setMinArgumentCount(least)
                .setParameterTypes(arguments)
                .register();
    }

    /** An aggregate of the engine's own name. */
    void aggregate(String name, FunctionReturnTypeResolver result, FunctionParameterType... arguments) {
        registry.namedAggregateDescriptorBuilder(name)
                .setReturnTypeResolver(result)
                .setExactArgumentCount(arguments.length)
                .setParameterTypes(arguments)
                .register();
    }

    void aggregate(String name, BasicType<?> result, FunctionParameterType... arguments) {
        aggregate(name, StandardFunctionReturnTypeResolvers.invariant(result), arguments);
    }

    /**
     * Renders a registered function in another way, and keeps what is known of its arguments and its result.
     *
     * @param least the smallest number of arguments
     * @param patterns one for each number of arguments from there on
     */
    void rendered(String name, int least, String... patterns) {
        SqmFunctionDescriptor known = registry.findFunctionDescriptor(name);
        registry.register(
                name, new RenderedFunction((AbstractSqmSelfRenderingFunctionDescriptor) known, least, patterns));
    }
}
