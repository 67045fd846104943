package dev.pallas.driver.internal.sql;

import dev.pallas.driver.internal.sql.Token.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds rows of parameters of a MERGE whose source is one row of them, {@code MERGE INTO t USING (SELECT ? id, ? a) s ON t.id = s.id WHEN ..},
 * into one whose source has all the rows, since each statement on an Iceberg table is a commit of its own. Only where each row of the source
 * changes one row of the table whatever it finds there, so that a count that is that of the rows says that each did.
 */
public final class MergeRows {
    private final Statement statement;
    private final String head;
    private final List<Item> items;
    private final String tail;
    private final List<Key> keys;

    /** A column of the source: its expression, with markers, and its name. */
    private record Item(Statement expression, String name, int firstParameter) {}

    /**
     * A parameter that the rows of the table are found by.
     *
     * @param type what it is cast to, empty if it is not
     */
    private record Key(int parameter, String type) {
        /** Whether two values that differ do so after the cast. */
        boolean keeps(@Nullable Object value) {
            return switch (type) {
                case "" -> true;
                case "varchar" -> value == null || value instanceof String;
                case "date" -> value == null || value instanceof LocalDate;
                case "bigint", "integer", "smallint", "tinyint" ->
                    value == null
                            || value instanceof Long
                            || value instanceof Integer
                            || value instanceof Short
                            || value instanceof Byte;
                default -> false;
            };
        }
    }

    private MergeRows(Statement statement, String head, List<Item> items, String tail, List<Key> keys) {
        this.statement = statement;
        this.head = head;
        this.items = items;
        this.tail = tail;
        this.keys = keys;
    }

    /** Rows that one MERGE changes, in the order of the batch. */
    public record Folded(String sql, List<List<? extends @Nullable Object>> rows) {}

    /** Empty for a statement of another form. */
    public static Optional<MergeRows> of(Statement statement) {
        return new Reader(statement).read();
    }

    /** As few runs of rows as can be, in order; a run of one row is the statement as it is. */
    public List<Folded> fold(List<? extends List<? extends @Nullable Object>> rows) {
        return RowKeys.runs(
                        statement,
                        rows,
                        Statement.utf8Length(merge(List.of())),
                        row -> Statement.utf8Length(tuple(row)) + 1,
                        this::key)
                .stream()
                .map(run -> new Folded(run.size() == 1 ? single(run.get(0)) : merge(run), run))
                .toList();
    }

    private Optional<List<@Nullable Object>> key(List<? extends @Nullable Object> row) {
        return keys.stream().allMatch(key -> key.keeps(row.get(key.parameter)))
                ? RowKeys.key(row, keys.stream().map(Key::parameter).toList())
                : Optional.empty();
    }

    /** One row by the statement itself. */
    public String single(List<? extends @Nullable Object> row) {
        return statement.bind(row);
    }

    private String merge(List<List<? extends @Nullable Object>> rows) {
        var sql = new StringBuilder(head).append("(VALUES ");
        var separator = "";
        for (var row : rows) {
            sql.append(separator).append(tuple(row));
            separator = ",";
        }
        return sql.append(')').append(tail).toString();
    }

    private String tuple(List<? extends @Nullable Object> row) {
        var tuple = new StringBuilder();
        for (var item : items) {
            tuple.append(tuple.isEmpty() ? '(' : ',');
            var end = item.firstParameter + item.expression.parameterCount();
            tuple.append(item.expression.bind(row.subList(item.firstParameter, end)));
        }
        return tuple.append(')').toString();
    }

    /** Reads the form that can be folded, token by token. */
    private static final class Reader {
        private final Statement statement;
        private final List<Token> tokens;
        private final List<Item> items = new ArrayList<>();
        private int position;

        Reader(Statement statement) {
            this.statement = statement;
            this.tokens = statement.tokens();
        }

        Optional<MergeRows> read() {
            if (!word("MERGE") || !word("INTO") || !names()) {
                return Optional.empty();
            }
            if (!at("USING")) {
                word("AS");
                position++;
            }
            if (!word("USING") || !symbol('(')) {
                return Optional.empty();
            }
            var opening = position - 1;
            var closing = InsertValues.closing(tokens, opening);
            if (closing < 0 || !word("SELECT") || !readItems(closing)) {
                return Optional.empty();
            }
            position = closing + 1;
            word("AS");
            var alias = position < tokens.size() && tokens.get(position).isName() ? tokens.get(position++) : null;
            if (alias == null || !word("ON")) {
                return Optional.empty();
            }
            var condition = condition(alias.text());
            if (condition.isEmpty() || !changesOneRowEach(condition)) {
                return Optional.empty();
            }
            var keys = new ArrayList<Key>();
            for (var equality : condition) {
                var key = key(equality.source);
                if (key == null) {
                    return Optional.empty();
                }
                keys.add(key);
            }
            return Optional.of(new MergeRows(
                    statement,
                    statement.sql().substring(0, tokens.get(opening).start()),
                    items,
                    " " + alias.text() + "("
                            + String.join(",", items.stream().map(Item::name).toList()) + ")"
                            + statement.sql().substring(alias.end()),
                    keys));
        }

        /** {@code expression [AS] name, ..}, with all markers of the statement and nothing that a row of VALUES could not have. */
        private boolean readItems(int end) {
            var parameters = 0;
            while (position < end) {
                var start = position;
                var depth = 0;
                while (position < end && (depth > 0 || !tokens.get(position).isSymbol(','))) {
                    var token = tokens.get(position++);
                    depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
                    if (token.isWord("SELECT") || token.isWord("FROM") || token.kind() == Kind.ESCAPED_MARKER) {
                        return false;
                    }
                }
                var name = tokens.get(position - 1);
                var last = position - 2;
                if (last > start && tokens.get(last).isWord("AS")) {
                    last--;
                }
                if (last < start || !name.isName()) {
                    return false;
                }
                var expression = Statement.parse(statement
                        .sql()
                        .substring(tokens.get(start).start(), tokens.get(last).end()));
                items.add(new Item(expression, name.text(), parameters));
                parameters += expression.parameterCount();
                position++;
            }
            return !items.isEmpty() && parameters == statement.parameterCount();
        }

        /** Columns that are compared with each other. */
        private record Equality(String target, String source) {}

        /** {@code (t.a = s.a AND ..)}, with or without the parentheses; empty for another condition. */
        private List<Equality> condition(String alias) {
            var parenthesis = symbol('(');
            var equalities = new ArrayList<Equality>();
            do {
                var left = column();
                var equals = symbol('=');
                var right = column();
                if (left == null || !equals || right == null) {
                    return List.of();
                }
                var leftIsSource = left.get(0).equals(plain(alias));
                if (leftIsSource == right.get(0).equals(plain(alias))) {
                    return List.of();
                }
                equalities.add(
                        leftIsSource
                                ? new Equality(right.get(1), left.get(1))
                                : new Equality(left.get(1), right.get(1)));
            } while (word("AND"));
            return !parenthesis || symbol(')') ? equalities : List.of();
        }

        /** {@code alias.column}. */
        private @Nullable List<String> column() {
            if (position + 2 >= tokens.size()
                    || !tokens.get(position).isName()
                    || !tokens.get(position + 1).isSymbol('.')
                    || !tokens.get(position + 2).isName()) {
                return null;
            }
            position += 3;
            return List.of(
                    plain(tokens.get(position - 3).text()),
                    plain(tokens.get(position - 1).text()));
        }

        /** Whether a row of the source changes a row both where it finds one and where it finds none, and never what the rows are found by. */
        private boolean changesOneRowEach(List<Equality> condition) {
            var always = new HashSet<String>();
            while (position < tokens.size() && word("WHEN")) {
                var kind = word("NOT") ? "NOT MATCHED" : "MATCHED";
                if (!word("MATCHED")) {
                    return false;
                }
                if (word("THEN")) {
                    always.add(kind);
                }
                while (position < tokens.size() && !startsClause()) {
                    if (assigns(condition)) {
                        return false;
                    }
                    position++;
                }
            }
            return always.containsAll(Set.of("MATCHED", "NOT MATCHED"));
        }

        private boolean startsClause() {
            return at("WHEN")
                    && position + 1 < tokens.size()
                    && (tokens.get(position + 1).isWord("NOT")
                            || tokens.get(position + 1).isWord("MATCHED"));
        }

        private boolean assigns(List<Equality> condition) {
            var before = tokens.get(position - 1);
            return (before.isWord("SET") || before.isSymbol(','))
                    && position + 1 < tokens.size()
                    && tokens.get(position + 1).isSymbol('=')
                    && condition.stream()
                            .anyMatch(equality -> equality.target.equals(
                                    plain(tokens.get(position).text())));
        }

        /** The parameter that a column of the source is, by itself or in a cast; null for one that is another thing. */
        private @Nullable Key key(String column) {
            var item = items.stream()
                    .filter(candidate -> plain(candidate.name).equals(column))
                    .findFirst()
                    .orElse(null);
            if (item == null || item.expression.parameterCount() != 1) {
                return null;
            }
            var parts = item.expression.tokens();
            if (parts.size() == 1) {
                return new Key(item.firstParameter, "");
            }
            var isCast = parts.size() == 6
                    && parts.get(0).isWord("CAST")
                    && parts.get(2).kind() == Kind.MARKER
                    && parts.get(3).isWord("AS");
            return isCast ? new Key(item.firstParameter, plain(parts.get(4).text())) : null;
        }

        private boolean names() {
            do {
                if (position >= tokens.size() || !tokens.get(position).isName()) {
                    return false;
                }
                position++;
            } while (symbol('.'));
            return true;
        }

        private static String plain(String name) {
            return name.startsWith("\"")
                    ? name.substring(1, name.length() - 1).toLowerCase(Locale.ROOT)
                    : name.toLowerCase(Locale.ROOT);
        }

        private boolean at(String word) {
            return position < tokens.size() && tokens.get(position).isWord(word);
        }

        private boolean word(String word) {
            if (at(word)) {
                position++;
                return true;
            }
            return false;
        }

        private boolean symbol(char symbol) {
            if (position < tokens.size() && tokens.get(position).isSymbol(symbol)) {
                position++;
                return true;
            }
            return false;
        }
    }
}
