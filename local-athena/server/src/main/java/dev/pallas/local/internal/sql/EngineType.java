package dev.pallas.local.internal.sql;

import io.trino.spi.type.TypeSignature;
import io.trino.spi.type.TypeSignatureParameter;
import io.trino.sql.analyzer.TypeSignatureTranslator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A type of the engine, read from the text that the engine writes for it.
 *
 * @param name without parameters, such as {@code decimal} or {@code timestamp with time zone}
 * @param numbers the numbers in parentheses
 * @param parameters the types in parentheses, with a name if they are a row's
 */
public record EngineType(String name, List<Long> numbers, List<Parameter> parameters) {
    /** The length of a varchar without one. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final Map<String, EngineType> CACHE = new ConcurrentHashMap<>();
    private static final int CACHE_LIMIT = 10_000;

    /** A type within a type. */
    public record Parameter(@Nullable String name, EngineType type) {}

    /** Reads the engine's text of a type. */
    public static EngineType of(String text) {
        var known = CACHE.get(text);
        if (known == null) {
            known = of(TypeSignatureTranslator.parseTypeSignature(text, Set.of()));
            if (CACHE.size() < CACHE_LIMIT) {
                CACHE.put(text, known);
            }
        }
        return known;
    }

    private static EngineType of(TypeSignature signature) {
        var numbers = new ArrayList<Long>();
        var parameters = new ArrayList<Parameter>();
        for (TypeSignatureParameter parameter : signature.getParameters()) {
            if (parameter.isLongLiteral()) {
                numbers.add(parameter.getLongLiteral());
            } else if (parameter.isNamedTypeSignature()) {
                var named = parameter.getNamedTypeSignature();
                parameters.add(new Parameter(named.getName().orElse(null), of(named.getTypeSignature())));
            } else if (parameter.isTypeSignature()) {
                parameters.add(new Parameter(null, of(parameter.getTypeSignature())));
            }
        }
        return new EngineType(signature.getBase(), numbers, parameters);
    }

    /** The length of a varchar or char; {@link #UNBOUNDED} if there is none. */
    public int length() {
        return numbers.isEmpty() ? UNBOUNDED : (int) Math.min(numbers.get(0), UNBOUNDED);
    }

    public int precision() {
        return numbers.isEmpty() ? 0 : numbers.get(0).intValue();
    }

    public int scale() {
        return numbers.size() < 2 ? 0 : numbers.get(1).intValue();
    }
}
