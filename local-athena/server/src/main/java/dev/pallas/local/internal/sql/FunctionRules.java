package dev.pallas.local.internal.sql;

import io.trino.sql.parser.SqlBaseParser.FunctionCallContext;
import java.util.Set;

/** Which of the engine's functions a user can call: not those that tell of the engine itself or are its own business. */
final class FunctionRules {
    /** The most arguments that a function takes in Athena. */
    private static final int MOST_ARGUMENTS = 127;

    /** Functions of the engine that Athena does not have. */
    private static final Set<String> LACKING = Set.of("version", "fail", "current_groups");

    private FunctionRules() {}

    /** Checks every function that a statement calls. */
    static void check(QueryText text) throws SqlError {
        for (var call : text.nodes(FunctionCallContext.class)) {
            var names = QueryText.names(call.qualifiedName());
            var name = names.get(names.size() - 1);
            var start = call.getStart();
            if (LACKING.contains(name) || name.startsWith("$")) {
                throw SqlError.at(
                        "FUNCTION_NOT_FOUND",
                        start.getLine(),
                        start.getCharPositionInLine() + 1,
                        "Function '" + name + "' not registered");
            }
            if (call.expression().size() > MOST_ARGUMENTS) {
                throw SqlError.at(
                        "TOO_MANY_ARGUMENTS",
                        start.getLine(),
                        start.getCharPositionInLine() + 1,
                        "Too many arguments for function call " + name + "()");
            }
        }
    }
}
