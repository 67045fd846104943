package dev.pallas.local.internal.glue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The language of the {@code Expression} of GetPartitions: comparisons of a partition key with a literal, IN, BETWEEN, LIKE, joined by AND,
 * OR and NOT. Keys of a number's type are compared as numbers, all others as text, which orders ISO dates as well.
 *
 * <p>The value of a key that is null is {@code __HIVE_DEFAULT_PARTITION__}, which is what clients compare with; {@code IS NULL} is true of
 * nothing, as in Glue.
 */
final class PartitionFilter {
    private static final Pattern NUMERIC_TYPE =
            Pattern.compile("(tinyint|smallint|int|integer|bigint|float|real|double|decimal|long)\\b.*");
    /** What may follow a literal. */
    private static final String AFTER = "(?=\\s*(?:[),=<>!]|$|(?i:AND|OR)\\b))";
    /**
     * A quote inside of a text is doubled. The engine forgets to do so: a quote that nothing of the language follows belongs to the text
     * as well.
     */
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<text>'(?:''|[^']|'(?!" + AFTER + "))*'" + AFTER + ")"
                    + "|(?<number>[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?)"
                    + "|(?<quoted>\"[^\"]+\"|`[^`]+`)|(?<word>[\\p{L}_$][\\p{L}\\p{N}_$.]*)|(?<sign><>|!=|<=|>=|[=<>(),]))");

    private enum Kind {
        TEXT,
        NUMBER,
        NAME,
        WORD,
        SIGN,
        END
    }

    private record Token(Kind kind, String text) {}

    private record Key(int index, boolean numeric) {}

    private final List<Token> tokens;
    private final Map<String, Key> keys;
    private int position;

    private PartitionFilter(List<Token> tokens, Map<String, Key> keys) {
        this.tokens = tokens;
        this.keys = keys;
    }

    /**
     * Reads a condition.
     *
     * @param partitionKeys the table's {@code PartitionKeys}
     * @return a test of a partition's values
     */
    static Predicate<List<String>> parse(@Nullable String expression, JsonNode partitionKeys) {
        if (expression == null || expression.isBlank()) {
            return values -> true;
        }
        var keys = new HashMap<String, Key>();
        for (var i = 0; i < partitionKeys.size(); i++) {
            var key = partitionKeys.get(i);
            var type = key.path("Type").asText("string").toLowerCase(Locale.ROOT);
            keys.put(
                    GlueStore.lower(key.path("Name").asText()),
                    new Key(i, NUMERIC_TYPE.matcher(type).matches()));
        }
        var parser = new PartitionFilter(tokens(expression), keys);
        var filter = parser.or();
        parser.expect(Kind.END, "");
        return filter;
    }

    private static List<Token> tokens(String expression) {
        var tokens = new ArrayList<Token>();
        var text = expression.strip();
        var matcher = TOKEN.matcher(text);
        var at = 0;
        while (at < text.length()) {
            if (!matcher.region(at, text.length()).lookingAt()) {
                throw unsupported("at: " + text.substring(at));
            }
            at = matcher.end();
            var literal = matcher.group("text");
            var number = matcher.group("number");
            var quoted = matcher.group("quoted");
            var word = matcher.group("word");
            if (literal != null) {
                tokens.add(new Token(
                        Kind.TEXT, literal.substring(1, literal.length() - 1).replace("''", "'")));
            } else if (number != null) {
                tokens.add(new Token(Kind.NUMBER, number));
            } else if (quoted != null) {
                tokens.add(new Token(Kind.NAME, quoted.substring(1, quoted.length() - 1)));
            } else if (word != null) {
                tokens.add(new Token(Kind.WORD, word));
            } else {
                tokens.add(new Token(Kind.SIGN, matcher.group("sign")));
            }
        }
        tokens.add(new Token(Kind.END, ""));
        return tokens;
    }

    private Predicate<List<String>> or() {
        var left = and();
        while (accept("OR")) {
            left = left.or(and());
        }
        return left;
    }

    private Predicate<List<String>> and() {
        var left = not();
        while (accept("AND")) {
            left = left.and(not());
        }
        return left;
    }

    private Predicate<List<String>> not() {
        if (accept("NOT")) {
            return not().negate();
        }
        if (acceptSign("(")) {
            var inner = or();
            expect(Kind.SIGN, ")");
            return inner;
        }
        return comparison();
    }

    private Predicate<List<String>> comparison() {
        // `1 = key` is as good as `key = 1`
        if (peek().kind() == Kind.TEXT || peek().kind() == Kind.NUMBER) {
            var literal = next().text();
            var sign = mirrored(next().text());
            var key = key();
            return compare(key, literal, sign);
        }
        var key = key();
        var negated = accept("NOT");
        Predicate<List<String>> test;
        if (accept("IN")) {
            expect(Kind.SIGN, "(");
            Predicate<List<String>> any = compare(key, literal(), "=");
            while (acceptSign(",")) {
                any = any.or(compare(key, literal(), "="));
            }
            expect(Kind.SIGN, ")");
            test = any;
        } else if (accept("BETWEEN")) {
            var low = compare(key, literal(), ">=");
            if (!accept("AND")) {
                throw unsupported("BETWEEN without AND");
            }
            test = low.and(compare(key, literal(), "<="));
        } else if (accept("LIKE")) {
            var pattern = like(literal());
            test = values -> pattern.matcher(values.get(key.index())).matches();
        } else if (!negated && accept("IS")) {
            var not = accept("NOT");
            if (!accept("NULL")) {
                throw unsupported("IS without NULL");
            }
            return values -> not;
        } else if (negated) {
            throw unsupported("NOT before " + peek().text());
        } else {
            var sign = next().text();
            return compare(key, literal(), sign);
        }
        return negated ? test.negate() : test;
    }

    private static Predicate<List<String>> compare(Key key, String literal, String sign) {
        IntPredicate test =
                switch (sign) {
                    case "=" -> order -> order == 0;
                    case "<>", "!=" -> order -> order != 0;
                    case "<" -> order -> order < 0;
                    case "<=" -> order -> order <= 0;
                    case ">" -> order -> order > 0;
                    case ">=" -> order -> order >= 0;
                    default -> throw unsupported("operator " + sign);
                };
        if (!key.numeric()) {
            return values -> test.test(values.get(key.index()).compareTo(literal));
        }
        var number = number(literal);
        if (number == null) {
            throw unsupported("input string: \"" + literal + "\" is not a number");
        }
        return values -> {
            var value = number(values.get(key.index()));
            return value != null && test.test(value.compareTo(number));
        };
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null; // the value of a null key, or no number at all
        }
    }

    private static Pattern like(String pattern) {
        var regex = new StringBuilder();
        pattern.codePoints().forEach(c -> {
            if (c == '%') {
                regex.append(".*");
            } else if (c == '_') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String mirrored(String sign) {
        return switch (sign) {
            case "<" -> ">";
            case "<=" -> ">=";
            case ">" -> "<";
            case ">=" -> "<=";
            default -> sign;
        };
    }

    private Key key() {
        var token = next();
        if (token.kind() != Kind.WORD && token.kind() != Kind.NAME) {
            throw unsupported("at: " + token.text());
        }
        var key = keys.get(GlueStore.lower(token.text()));
        if (key == null) {
            throw unsupported("Unknown column '" + token.text() + "'");
        }
        return key;
    }

    private String literal() {
        // DATE '2020-01-31' and TIMESTAMP '..' mean their text
        if (peek().kind() == Kind.WORD && !accept("DATE") && !accept("TIMESTAMP")) {
            throw unsupported("at: " + peek().text());
        }
        var token = next();
        if (token.kind() != Kind.TEXT && token.kind() != Kind.NUMBER) {
            throw unsupported("at: " + token.text());
        }
        return token.text();
    }

    private Token peek() {
        return tokens.get(position);
    }

    private Token next() {
        var token = tokens.get(position);
        if (token.kind() != Kind.END) {
            position++;
        }
        return token;
    }

    private boolean accept(String keyword) {
        if (peek().kind() == Kind.WORD && peek().text().equalsIgnoreCase(keyword)) {
            position++;
            return true;
        }
        return false;
    }

    private boolean acceptSign(String sign) {
        if (peek().kind() == Kind.SIGN && peek().text().equals(sign)) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(Kind kind, String text) {
        var token = next();
        if (token.kind() != kind || !token.text().equals(text)) {
            throw unsupported("at: " + token.text());
        }
    }

    private static RuntimeException unsupported(String reason) {
        return GlueErrors.invalid("Unsupported expression '" + reason + "'");
    }
}
