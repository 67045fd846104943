package dev.pallas.dialect.internal.function;

import static org.hibernate.query.sqm.produce.function.FunctionParameterType.ANY;
import static org.hibernate.query.sqm.produce.function.FunctionParameterType.INTEGER;

import java.util.List;
import org.hibernate.dialect.function.array.ArrayArgumentValidator;
import org.hibernate.dialect.function.array.ArrayViaArgumentReturnTypeResolver;
import org.hibernate.dialect.function.array.ElementViaArrayArgumentReturnTypeResolver;
import org.hibernate.query.sqm.function.AbstractSqmSelfRenderingFunctionDescriptor;
import org.hibernate.query.sqm.produce.function.ArgumentTypesValidator;
import org.hibernate.query.sqm.produce.function.StandardArgumentsValidators;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.Literal;
import org.hibernate.type.BasicPluralType;

/**
 * Functions of arrays. Where the engine and Hibernate differ, patterns bridge it: a null element is a value to Hibernate and unknown to the engine,
 * and an array of nothing but nulls has no type of its own, so that it is joined to another in an array of arrays, which gives it one.
 */
final class ArrayFunctions {
    private static final String NO_NULL = "none_match(?2,e_->e_ is null)";

    private static final String INCLUDES = known("cardinality(array_except(?2,?1))=0 and " + NO_NULL);
    private static final String INCLUDES_NULLABLE = known("cardinality(array_except(?2,?1))=0");

    private ArrayFunctions() {}

    /** What is not known of an array's elements does not hold; of no array nothing is known. */
    private static String known(String condition) {
        return "if(?1 is not null,coalesce(" + condition + ",false))";
    }

    /** Of an element, or of an array of them. */
    private static void contains(Registrar line, String name, String element, String array) {
        var known = (AbstractSqmSelfRenderingFunctionDescriptor) line.registry.findFunctionDescriptor(name);
        line.registry.register(name, new RenderedFunction(known, 2, element, array) {
            @Override
            int form(List<? extends SqlAstNode> arguments) {
                var needle = ((Expression) arguments.get(1)).getExpressionType();
                var isNull = arguments.get(1) instanceof Literal literal && literal.getLiteralValue() == null;
                return !isNull && needle != null && needle.getSingleJdbcMapping() instanceof BasicPluralType<?, ?>
                        ? 1
                        : 0;
            }
        });
    }

    static void register(Registrar line) {
        var common = line.common;
        common.array();
        line.registry.register("array_agg", new AthenaArrayAggFunction());
        common.arrayLength_cardinality();
        common.arrayContains_h2(0);
        contains(line, "array_contains", known("contains(?1,?2)"), INCLUDES);
        contains(
                line,
                "array_contains_nullable",
                known("contains(?1,?2) or (?2 is null and any_match(?1,e_->e_ is null))"),
                INCLUDES_NULLABLE);
        line.rendered("array_includes", 2, INCLUDES);
        line.rendered("array_includes_nullable", 2, INCLUDES_NULLABLE);
        common.arrayIntersects_h2(0);
        line.rendered("array_intersects", 2, known("arrays_overlap(?1,?2) and " + NO_NULL));
        line.rendered("array_intersects_nullable", 2, known("cardinality(array_intersect(?1,?2))>0"));
        common.arrayPosition_h2(0);
        line.rendered("array_position", 2, positionIn("?1"), positionFrom());
        common.arrayPositions_h2(0);
        var positions =
                "filter(zip_with(slice(sequence(1,cardinality(?1)+1),1,cardinality(?1)),?1,(i_,e_)->if(e_ is not distinct from ?2,"
                        + "cast(i_ as integer))),i_->i_ is not null)";
        line.rendered("array_positions", 2, positions);
        line.rendered("array_positions_list", 2, positions);
        common.arrayConcat_operator();
        line.registry.register("array_concat", new ArrayConcat(line.registry.findFunctionDescriptor("array_concat")));
        common.arrayPrepend_operator();
        line.rendered("array_prepend", 2, "case when ?2 is not null then flatten(array[array[?1],?2]) end");
        common.arrayAppend_operator();
        line.rendered("array_append", 2, "case when ?1 is not null then flatten(array[?1,array[?2]]) end");
        var get = line.registry
                .patternDescriptorBuilder("array_get", "element_at(?1,?2)")
                .setArgumentsValidator(StandardArgumentsValidators.composite(
                        new ArgumentTypesValidator(StandardArgumentsValidators.exactly(2), ANY, INTEGER),
                        ArrayArgumentValidator.DEFAULT_INSTANCE))
                .setReturnTypeResolver(ElementViaArrayArgumentReturnTypeResolver.DEFAULT_INSTANCE)
                .setArgumentListSignature("(ARRAY array, INTEGER index)")
                .descriptor();
        line.registry.register("array_get", new ArrayGet((AbstractSqmSelfRenderingFunctionDescriptor) get));
        common.arraySet_h2(0);
        line.rendered(
                "array_set",
                3,
                "transform(sequence(1,greatest(coalesce(cardinality(?1),0),?2)),i_->if(i_=?2,?3,element_at(?1,i_)))");
        common.arrayRemove_h2(0);
        line.rendered("array_remove", 2, "filter(?1,e_->e_ is distinct from ?2)");
        common.arrayRemoveIndex_h2(0);
        line.rendered(
                "array_remove_index",
                2,
                "case when ?2 between 1 and cardinality(?1) then slice(?1,1,?2-1)||slice(?1,?2+1,cardinality(?1)) else ?1 end");
        common.arraySlice_unnest();
        line.rendered("array_slice", 3, "slice(?1,greatest(?2,1),greatest(?3-greatest(?2,1)+1,0))");
        common.arrayReplace_h2(0);
        line.rendered("array_replace", 3, "transform(?1,e_->if(e_ is not distinct from ?2,?3,e_))");
        common.arrayTrim_unnest();
        line.rendered("array_trim", 2, "trim_array(?1,?2)");
        common.arrayReverse_h2(0);
        line.rendered("array_reverse", 1, "reverse(?1)");
        common.arraySort_h2(0);
        line.rendered(
                "array_sort",
                1,
                "array_sort(?1)",
                "if(?2,reverse(array_sort(?1)),array_sort(?1))",
                "(if(?3,filter(?1,e_->e_ is null),slice(?1,1,0))||" + sortedWithoutNulls()
                        + "||if(?3,slice(?1,1,0),filter(?1,e_->e_ is null)))");
        common.arrayFill_h2();
        line.rendered("array_fill", 2, "repeat(?1,?2)");
        line.rendered("array_fill_list", 2, "repeat(?1,?2)");
        common.arrayToString_h2(0);
        line.registry.register("array_to_string", new ArrayToString(line.types));
        line.registry.register("unnest", new AthenaUnnest());
        line.registry.register("generate_series", new AthenaGenerateSeries(line.types));
        own(line);
    }

    /** The engine's own, beyond what Hibernate knows. */
    private static void own(Registrar line) {
        line.registry.registerAlternateKey("cardinality", "array_length");
        line.registry.registerAlternateKey("element_at", "array_get");
        line.registry.registerAlternateKey("array_join", "array_to_string");
        for (var name : new String[] {"array_distinct", "shuffle"}) {
            array(line, name, name + "(?1)", 1);
        }
        for (var name : new String[] {"array_union", "array_except", "array_intersect"}) {
            array(line, name, name + "(?1,?2)", 2);
        }
        for (var name : new String[] {"array_min", "array_max"}) {
            line.registry
                    .patternDescriptorBuilder(name, name + "(?1)")
                    .setArgumentsValidator(StandardArgumentsValidators.composite(
                            StandardArgumentsValidators.exactly(1), ArrayArgumentValidator.DEFAULT_INSTANCE))
                    .setReturnTypeResolver(ElementViaArrayArgumentReturnTypeResolver.DEFAULT_INSTANCE)
                    .register();
        }
    }

    private static void array(Registrar line, String name, String pattern, int arguments) {
        line.registry
                .patternDescriptorBuilder(name, pattern)
                .setArgumentsValidator(StandardArgumentsValidators.composite(
                        StandardArgumentsValidators.exactly(arguments), ArrayArgumentValidator.DEFAULT_INSTANCE))
                .setReturnTypeResolver(ArrayViaArgumentReturnTypeResolver.DEFAULT_INSTANCE)
                .register();
    }

    private static String positionIn(String array) {
        return "cast(if(?2 is null,array_position(transform(" + array + ",e_->e_ is null),true),array_position(" + array
                + ",?2)) as integer)";
    }

    private static String positionFrom() {
        var position = positionIn("slice(?1,?3,cardinality(?1))");
        return "if(" + position + "=0,0," + position + "+?3-1)";
    }

    private static String sortedWithoutNulls() {
        var sorted = "array_sort(filter(?1,e_->e_ is not null))";
        return "if(?2,reverse(" + sorted + ")," + sorted + ")";
    }
}
