package dev.pallas.driver.internal.sql;

import dev.pallas.driver.internal.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds rows of parameters of {@code UPDATE t SET a = ?, .. WHERE k = ? AND ..} or {@code DELETE FROM t WHERE k = ? AND ..} into one MERGE,
 * since each statement on an Iceberg table is a commit of its own. The MERGE fails, and so writes nothing, unless every row of parameters
 * changes a row of the table: a count that is that of the rows of parameters says then that each changed one.
 */
public final class KeyedChange {
    /** What the MERGE fails with when a row of parameters finds nothing to change. */
    public static final String UNMATCHED = "DIVISION_BY_ZERO";

    /** Stands for a parameter in a text; no text of SQL has it. */
    private static final String VALUE = "\0";

    private static final Set<String> LITERAL_WORDS = Set.of("NULL", "TRUE", "FALSE");
    /** Room for the number of a row, in bytes, where {@link #matching} numbers what {@link #merge} does not. */
    private static final int NUMBER_BYTES = 8;

    private final Statement statement;
    private final String table;
    private final boolean update;
    private final List<Term> assignments;
    private final List<Term> conditions;

    /**
     * A column and what it is set to or compared with.
     *
     * @param parameter the index of the parameter, -1 for a text
     * @param text the rest behind the column's name, when there is no parameter; what the parameter is to be put into, if anything
     */
    private record Term(String column, int parameter, String text) {
        String value() {
            var source = "s.c" + parameter;
            return parameter < 0 ? text : text.isEmpty() ? source : text.replace(VALUE, source);
        }

        boolean sameColumn(Term other) {
            return plain(column).equals(plain(other.column));
        }

        private static String plain(String name) {
            return name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
        }
    }

    private KeyedChange(
            Statement statement, String table, boolean update, List<Term> assignments, List<Term> conditions) {
        this.statement = statement;
        this.table = table;
        this.update = update;
        this.assignments = assignments;
        this.conditions = conditions;
    }

    /** Rows that one MERGE changes, in the order of the batch. */
    public record Folded(String sql, List<List<? extends @Nullable Object>> rows) {}

    /** Empty for a statement of another form. */
    public static Optional<KeyedChange> of(Statement statement) {
        return new Reader(statement).read();
    }

    /**
     * As few runs of rows as can be, in order; a run of one row is to be executed as it is. Rows that could see each other's changes, since
     * they have one key, are not put together, nor are rows whose values have different types.
     */
    public List<Folded> fold(List<? extends List<? extends @Nullable Object>> rows) {
        return RowKeys.runs(
                        statement,
                        rows,
                        Statement.utf8Length(merge(List.of())),
                        row -> Statement.utf8Length(tuple("0", row)) + 1 + NUMBER_BYTES,
                        this::key)
                .stream()
                .map(this::folded)
                .toList();
    }

    /** Rows that {@link #fold} has put together, or some of them. */
    public Folded folded(List<List<? extends @Nullable Object>> run) {
        return new Folded(run.size() == 1 ? statement.bind(run.get(0)) : merge(run), run);
    }

    /** What tells the rows of the table that one row of parameters changes from those of another; empty if that is not sure. */
    private Optional<List<@Nullable Object>> key(List<? extends @Nullable Object> row) {
        return RowKeys.key(
                row,
                conditions.stream()
                        // a column that is changed tells nothing: another row of the batch may have changed it before
                        .filter(condition ->
                                condition.parameter >= 0 && assignments.stream().noneMatch(condition::sameColumn))
                        .map(Term::parameter)
                        .toList());
    }

    /** Changes the rows of the table that the rows of parameters name, or fails with {@link #UNMATCHED}. */
    private String merge(List<List<? extends @Nullable Object>> rows) {
        var sql = new StringBuilder("MERGE INTO ").append(table).append(" t USING ");
        values(sql, rows, false);
        sql.append(" ON ");
        matches(sql);
        sql.append(" WHEN MATCHED THEN ");
        if (update) {
            sql.append("UPDATE SET ");
            for (var i = 0; i < assignments.size(); i++) {
                var assignment = assignments.get(i);
                sql.append(i == 0 ? "" : ", ").append(assignment.column).append(" = ");
                sql.append(assignment.value());
            }
        } else {
            sql.append("DELETE");
        }
        var key = conditions.stream()
                .filter(condition -> condition.parameter >= 0)
                .findFirst()
                .orElseThrow();
        // s.n is 0: divided by as soon as a row finds nothing
        return sql.append(" WHEN NOT MATCHED THEN INSERT (")
                .append(key.column)
                .append(") VALUES (CASE WHEN 1 / s.n = 0 THEN s.c")
                .append(key.parameter)
                .append(" END)")
                .toString();
    }

    /** The indexes, from 0, of the rows of parameters that name a row of the table. */
    public String matching(List<List<? extends @Nullable Object>> rows) {
        var sql = new StringBuilder("SELECT DISTINCT s.n FROM ");
        values(sql, rows, true);
        sql.append(" JOIN ").append(table).append(" t ON ");
        matches(sql);
        return sql.toString();
    }

    /** One row by the statement itself. */
    public String single(List<? extends @Nullable Object> row) {
        return statement.bind(row);
    }

    private void values(StringBuilder sql, List<List<? extends @Nullable Object>> rows, boolean numbered) {
        sql.append("(VALUES ");
        for (var i = 0; i < rows.size(); i++) {
            sql.append(i == 0 ? "" : ",").append(tuple(numbered ? String.valueOf(i) : "0", rows.get(i)));
        }
        sql.append(") s (n");
        for (var i = 0; i < statement.parameterCount(); i++) {
            sql.append(", c").append(i);
        }
        sql.append(')');
    }

    private static String tuple(String number, List<? extends @Nullable Object> row) {
        var tuple = new StringBuilder("(").append(number);
        for (var value : row) {
            tuple.append(',');
            Literals.append(tuple, Literals.ofColumn(value));
        }
        return tuple.append(')').toString();
    }

    private void matches(StringBuilder sql) {
        for (var i = 0; i < conditions.size(); i++) {
            var condition = conditions.get(i);
            sql.append(i == 0 ? "" : " AND ").append("t.").append(condition.column);
            sql.append(condition.parameter < 0 ? " " + condition.text : " = s.c" + condition.parameter);
        }
    }

    /** Reads the forms that can be folded, token by token. */
    private static final class Reader {
        private final Statement statement;
        private final List<Token> tokens;
        private int position;
        private int parameters;

        Reader(Statement statement) {
            this.statement = statement;
            this.tokens = statement.tokens();
        }

        Optional<KeyedChange> read() {
            var update = word("UPDATE");
            if (!update && !(word("DELETE") && word("FROM"))) {
                return Optional.empty();
            }
            var table = table();
            if (table == null || (update && !word("SET"))) {
                return Optional.empty();
            }
            var assignments = new ArrayList<Term>();
            if (update && !terms(assignments, ",", false)) {
                return Optional.empty();
            }
            var conditions = new ArrayList<Term>();
            if (!word("WHERE") || !terms(conditions, "AND", true)) {
                return Optional.empty();
            }
            symbol(';');
            var folds = position == tokens.size()
                    && conditions.stream().anyMatch(condition -> condition.parameter >= 0)
                    && parameters == statement.parameterCount();
            return folds
                    ? Optional.of(new KeyedChange(statement, table, update, assignments, conditions))
                    : Optional.empty();
        }

        private @Nullable String table() {
            var start = position;
            do {
                if (position >= tokens.size() || !tokens.get(position).isName()) {
                    return null;
                }
                position++;
            } while (symbol('.'));
            return statement
                    .sql()
                    .substring(
                            tokens.get(start).start(), tokens.get(position - 1).end());
        }

        private boolean terms(List<Term> terms, String separator, boolean conditions) {
            do {
                var term = term(conditions);
                if (term == null) {
                    return false;
                }
                terms.add(term);
            } while (separator.equals(",") ? symbol(',') : word(separator));
            return true;
        }

        /** {@code name = ?}, {@code name = literal}, and in a condition {@code name IS [NOT] NULL}. */
        private @Nullable Term term(boolean condition) {
            if (position >= tokens.size() || !tokens.get(position).isName()) {
                return null;
            }
            // names are case-insensitive, but the engine looks for those of a MERGE in lower case only
            var column = tokens.get(position++).text().toLowerCase(Locale.ROOT);
            if (condition && word("IS")) {
                var not = word("NOT");
                return word("NULL") ? new Term(column, -1, not ? "IS NOT NULL" : "IS NULL") : null;
            }
            if (!symbol('=') || position >= tokens.size()) {
                return null;
            }
            var value = tokens.get(position++);
            if (value.kind() == Kind.MARKER) {
                return new Term(column, parameters++, "");
            }
            if (!condition && value.isWord("CAST")) {
                return cast(column, value);
            }
            return isLiteral(value) ? new Term(column, -1, (condition ? "= " : "") + value.text()) : null;
        }

        /** {@code cast(.. ? ..)}, as nested values are written, with the text around its one marker. */
        private @Nullable Term cast(String column, Token start) {
            var end = InsertValues.closing(tokens, position);
            if (end < 0 || !tokens.get(position).isSymbol('(')) {
                return null;
            }
            var inside = tokens.subList(position, end + 1);
            var markers =
                    inside.stream().filter(token -> token.kind() == Kind.MARKER).toList();
            if (markers.size() != 1 || inside.stream().anyMatch(token -> token.isWord("SELECT"))) {
                return null;
            }
            position = end + 1;
            var sql = statement.sql();
            return new Term(
                    column,
                    parameters++,
                    sql.substring(start.start(), markers.get(0).start())
                            + VALUE
                            + sql.substring(
                                    markers.get(0).end(), tokens.get(end).end()));
        }

        private static boolean isLiteral(Token token) {
            return token.kind() == Kind.STRING
                    || (token.kind() == Kind.WORD
                            && (LITERAL_WORDS.contains(token.text().toUpperCase(Locale.ROOT))
                                    || token.text().chars().allMatch(c -> c >= '0' && c <= '9')));
        }

        private boolean word(String word) {
            if (position < tokens.size() && tokens.get(position).isWord(word)) {
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
