package dev.pallas.driver.internal.sql;

import dev.pallas.driver.AthenaException;
import dev.pallas.driver.ParameterStyle;
import dev.pallas.driver.internal.sql.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A statement whose markers are known. Immutable. */
public final class Statement {
    /** Athena's limit on a query text, in bytes of UTF-8. */
    public static final int MAX_BYTES = 262_144;

    /** Athena's limit on one execution parameter, in characters. */
    private static final int MAX_EXECUTION_PARAMETER = 1024;

    private static final Set<String> DDL =
            Set.of("ALTER", "CREATE", "DROP", "DESCRIBE", "DESC", "MSCK", "SHOW", "USE", "TRUNCATE");

    private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "VALUES", "TABLE");
    private static final Set<String> WRITES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

    private final String sql;
    private final List<Token> tokens;
    private final List<Marker> markers;
    private final boolean ddl;

    /** A place where the text changes: a marker, or an escaped one, which only loses its second question mark. */
    private record Marker(Token token, Context context) {}

    private enum Context {
        EXPRESSION,
        /** The value of a column: one of {@link ColumnMarkers}. */
        COLUMN,
        /** After LIMIT, OFFSET, FETCH: the engine's grammar takes digits there and nothing else. */
        ROW_COUNT,
        ESCAPED
    }

    private Statement(String sql, List<Token> tokens, boolean ddl) {
        this.sql = sql;
        this.tokens = tokens;
        this.ddl = ddl;
        this.markers = findMarkers(tokens);
    }

    public static Statement parse(String sql) {
        var tokens = Scanner.scan(sql, false);
        return isDdl(tokens) ? new Statement(sql, Scanner.scan(sql, true), true) : new Statement(sql, tokens, false);
    }

    /** Athena's DDL follows Hive's rules for strings; CREATE VIEW and CREATE TABLE AS follow the engine's. */
    private static boolean isDdl(List<Token> tokens) {
        if (tokens.isEmpty() || !DDL.contains(tokens.get(0).text().toUpperCase(Locale.ROOT))) {
            return false;
        }
        return !tokens.get(0).isWord("CREATE") || !(isView(tokens) || isTableAs(tokens));
    }

    private static boolean isView(List<Token> tokens) {
        return isWord(tokens, 1, "VIEW") || (isWord(tokens, 1, "OR") && isWord(tokens, 3, "VIEW"));
    }

    /** STORED AS is another thing, and so is a name or a text. */
    private static boolean isTableAs(List<Token> tokens) {
        for (var i = 1; i + 1 < tokens.size(); i++) {
            var next = tokens.get(i + 1);
            if (tokens.get(i).isWord("AS")
                    && (next.isSymbol('(')
                            || next.isWord("SELECT")
                            || next.isWord("WITH")
                            || next.isWord("VALUES")
                            || next.isWord("TABLE"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(List<Token> tokens, int index, String word) {
        return index < tokens.size() && tokens.get(index).isWord(word);
    }

    private static List<Marker> findMarkers(List<Token> tokens) {
        var markers = new ArrayList<Marker>();
        var ofColumns = ColumnMarkers.in(tokens);
        for (var i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (token.kind() == Kind.ESCAPED_MARKER) {
                markers.add(new Marker(token, Context.ESCAPED));
            } else if (token.kind() == Kind.MARKER) {
                var other = ofColumns.get(i) ? Context.COLUMN : Context.EXPRESSION;
                markers.add(new Marker(token, isRowCount(tokens, i) ? Context.ROW_COUNT : other));
            }
        }
        return markers;
    }

    private static boolean isRowCount(List<Token> tokens, int marker) {
        if (marker == 0) {
            return false;
        }
        var before = tokens.get(marker - 1);
        if (before.isWord("LIMIT") || before.isWord("OFFSET")) {
            return true;
        }
        return marker > 1
                && (before.isWord("FIRST") || before.isWord("NEXT"))
                && tokens.get(marker - 2).isWord("FETCH");
    }

    public String sql() {
        return sql;
    }

    List<Token> tokens() {
        return tokens;
    }

    /** The number of values that {@link #bind} needs. */
    public int parameterCount() {
        // the markers of a prepared statement are for EXECUTE ... USING
        if (!tokens.isEmpty() && tokens.get(0).isWord("PREPARE")) {
            return 0;
        }
        return (int) markers.stream()
                .filter(marker -> marker.context != Context.ESCAPED)
                .count();
    }

    /**
     * The text with each marker replaced by its value.
     *
     * @throws AthenaException for a wrong number of values (07001), a value that has no literal, or a text that is too long (54000)
     */
    public String bind(List<? extends @Nullable Object> values) {
        checkCount(values);
        var text = bind(values, 0, sql.length());
        checkLength(text);
        return text;
    }

    /** The text with NULL for each marker, and 1 for a number of rows: what its columns are is the same. */
    public String withoutValues() {
        var values = new ArrayList<@Nullable Object>();
        for (var marker : markers) {
            if (marker.context != Context.ESCAPED) {
                values.add(marker.context == Context.ROW_COUNT ? 1 : null);
            }
        }
        return bind(parameterCount() == 0 ? List.of() : values);
    }

    /** A text, and the literals for the markers that are left in it. */
    public record Bound(String sql, List<String> executionParameters) {}

    /** Whether Athena runs the statement for its rows only, so that an earlier result may stand for them. */
    public boolean isQuery() {
        return !tokens.isEmpty() && isOneOf(tokens.get(0), QUERIES);
    }

    /** As {@link #isQuery()}, without a look at the rest of the text. */
    public static boolean isQuery(String sql) {
        return Scanner.first(sql).filter(token -> isOneOf(token, QUERIES)).isPresent();
    }

    /** Whether Athena runs a statement to write rows, and returns none. */
    public static boolean isWrite(String sql) {
        return Scanner.first(sql).filter(token -> isOneOf(token, WRITES)).isPresent();
    }

    private static boolean isOneOf(Token token, Set<String> words) {
        return token.kind() == Kind.WORD && words.contains(token.text().toUpperCase(Locale.ROOT));
    }

    private boolean startsWith(String word) {
        return !tokens.isEmpty() && tokens.get(0).isWord(word);
    }

    /**
     * The statement as {@link ParameterStyle#EXECUTION_PARAMETERS} wants it.
     *
     * @throws AthenaException as {@link #bind}
     */
    public Bound bindForExecution(List<? extends @Nullable Object> values) {
        var escaped = markers.stream().anyMatch(marker -> marker.context == Context.ESCAPED);
        // with parameters Athena would take what an escaped marker leaves for one more
        if (!takesExecutionParameters() || escaped) {
            return new Bound(bind(values), List.of());
        }
        checkCount(values);
        var text = new StringBuilder(sql.length());
        var literals = new ArrayList<String>();
        var copied = 0;
        for (var i = 0; i < values.size(); i++) {
            var marker = markers.get(i);
            text.append(sql, copied, marker.token.start());
            copied = marker.token.end();
            var literal = new StringBuilder();
            switch (marker.context) {
                case ROW_COUNT -> Literals.appendRowCount(literal, values.get(i));
                case COLUMN -> Literals.append(literal, Literals.ofColumn(values.get(i)));
                default -> Literals.append(literal, values.get(i));
            }
            if (literal.length() <= MAX_EXECUTION_PARAMETER) {
                text.append('?');
                literals.add(literal.toString());
            } else {
                text.append(literal);
            }
        }
        var bound = text.append(sql, copied, sql.length()).toString();
        checkLength(bound);
        return new Bound(bound, literals);
    }

    /** Athena's user guide, "Use parameterized queries": SELECT, INSERT INTO, CREATE TABLE AS and UNLOAD. */
    private boolean takesExecutionParameters() {
        return startsWith("SELECT")
                || startsWith("WITH")
                || startsWith("INSERT")
                || startsWith("UNLOAD")
                || (startsWith("CREATE")
                        && !ddl
                        && tokens.size() > 1
                        && tokens.get(1).isWord("TABLE"));
    }

    void checkCount(List<?> values) {
        var expected = parameterCount();
        if (values.size() != expected) {
            throw new AthenaException(
                    "The statement has " + expected + " parameter marker" + (expected == 1 ? "" : "s") + " and "
                            + values.size() + " value" + (values.size() == 1 ? " was" : "s were")
                            + " given. A marker is ?, whatever the value; a question mark that is none is written ??.",
                    "07001",
                    null,
                    null,
                    false,
                    null);
        }
    }

    /** Throws an AthenaException for a text that is longer than Athena takes. */
    public static void checkLength(String text) {
        checkLength(utf8Length(text));
    }

    static void checkLength(int bytes) {
        if (bytes > MAX_BYTES) {
            throw new AthenaException(
                    "The query text has " + bytes + " bytes in UTF-8, parameters included; Athena takes at most "
                            + MAX_BYTES + ". Split the statement, or join with a table that holds the values.",
                    "54000",
                    null,
                    null,
                    false,
                    null);
        }
    }

    /** The part of the text from {@code start} to {@code end}; the values are those of all markers of the statement. */
    String bind(List<? extends @Nullable Object> values, int start, int end) {
        var result = new StringBuilder(end - start + 16 * values.size());
        var copied = start;
        var index = 0;
        for (var marker : parameterCount() == 0 && values.isEmpty() && isPrepare() ? List.<Marker>of() : markers) {
            var token = marker.token;
            var inside = token.start() >= start && token.end() <= end;
            var value = marker.context == Context.ESCAPED ? null : values.get(index++);
            if (!inside) {
                continue;
            }
            result.append(sql, copied, token.start());
            switch (marker.context) {
                case ESCAPED -> result.append('?');
                case ROW_COUNT -> Literals.appendRowCount(result, value);
                case COLUMN -> Literals.append(result, Literals.ofColumn(value));
                case EXPRESSION -> Literals.append(result, ddl ? Literals.checkDdl(value) : value);
            }
            copied = token.end();
        }
        return result.append(sql, copied, end).toString();
    }

    /** The part of the text from {@code start} to {@code end}, with expressions for all markers of the statement. */
    String replaceMarkers(List<String> expressions, int start, int end) {
        var result = new StringBuilder(end - start + 16 * expressions.size());
        var copied = start;
        var index = 0;
        for (var marker : markers) {
            var token = marker.token;
            result.append(sql, copied, token.start());
            result.append(marker.context == Context.ESCAPED ? "?" : expressions.get(index++));
            copied = token.end();
        }
        return result.append(sql, copied, end).toString();
    }

    private boolean isPrepare() {
        return !tokens.isEmpty() && tokens.get(0).isWord("PREPARE");
    }

    /** The bytes of a text in UTF-8. */
    public static int utf8Length(String text) {
        // counted without a copy for the common case of plain ASCII
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return text.length();
    }
}
