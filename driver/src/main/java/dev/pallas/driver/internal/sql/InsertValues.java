package dev.pallas.driver.internal.sql;

import dev.pallas.driver.internal.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds rows of parameters into {@code INSERT ... VALUES (..), (..)}. Only where that means the same as one statement a row: one
 * tuple that holds every marker, and no subquery in it, which would not see the rows before.
 */
public final class InsertValues {
    private static final Set<String> NOT_FOLDED = Set.of("SELECT", "TABLE", "WITH", "EXISTS");

    private final Statement statement;
    private final int valuesStart;
    private final int tupleStart;
    private final int tupleEnd;

    private InsertValues(Statement statement, int valuesStart, int tupleStart, int tupleEnd) {
        this.statement = statement;
        this.valuesStart = valuesStart;
        this.tupleStart = tupleStart;
        this.tupleEnd = tupleEnd;
    }

    /** A statement that stands for some rows, one after the other. */
    public record Folded(String sql, int rows) {}

    /** Empty for a statement that cannot be folded. */
    public static Optional<InsertValues> of(Statement statement) {
        var tokens = statement.tokens();
        var position = tupleStart(tokens);
        if (position < 0) {
            return Optional.empty();
        }
        var end = closing(tokens, position);
        if (end < 0) {
            return Optional.empty();
        }
        var inside = tokens.subList(position + 1, end);
        var outside = new ArrayList<>(tokens.subList(0, position));
        outside.addAll(tokens.subList(end + 1, tokens.size()));
        var folds = inside.stream().noneMatch(token -> token.kind() == Kind.WORD && NOT_FOLDED.contains(upper(token)))
                && outside.stream()
                        .noneMatch(token -> token.kind() == Kind.MARKER || token.kind() == Kind.ESCAPED_MARKER)
                && tokens.subList(end + 1, tokens.size()).stream().allMatch(token -> token.isSymbol(';'));
        return folds
                ? Optional.of(new InsertValues(
                        statement,
                        tokens.get(position - 1).start(),
                        tokens.get(position).start(),
                        tokens.get(end).end()))
                : Optional.empty();
    }

    private static String upper(Token token) {
        return token.text().toUpperCase(java.util.Locale.ROOT);
    }

    /** The index of the parenthesis after {@code INSERT INTO a.b.c [(columns)] VALUES}, or -1. */
    static int tupleStart(List<Token> tokens) {
        if (tokens.size() < 6
                || !tokens.get(0).isWord("INSERT")
                || !tokens.get(1).isWord("INTO")) {
            return -1;
        }
        var i = 2;
        while (i + 1 < tokens.size()
                && tokens.get(i).isName()
                && tokens.get(i + 1).isSymbol('.')) {
            i += 2;
        }
        i++;
        if (i < tokens.size() && tokens.get(i).isSymbol('(')) {
            i = closing(tokens, i) + 1;
        }
        return i > 0
                        && i + 1 < tokens.size()
                        && tokens.get(i).isWord("VALUES")
                        && tokens.get(i + 1).isSymbol('(')
                ? i + 1
                : -1;
    }

    int parameterCount() {
        return statement.parameterCount();
    }

    void checkCount(List<?> row) {
        statement.checkCount(row);
    }

    /** The parts of the table's name, as far as the statement has them; without quotes. */
    public List<String> table() {
        var parts = new ArrayList<String>();
        var tokens = statement.tokens();
        for (var i = 2; i == 2 || tokens.get(i - 1).isSymbol('.'); i += 2) {
            var name = tokens.get(i);
            parts.add(
                    name.kind() == Kind.QUOTED_NAME
                            ? name.text().substring(1, name.text().length() - 1).replace("\"\"", "\"")
                            : name.text());
        }
        return parts;
    }

    /** The statement that takes its rows from a table, an expression of which stands for each parameter. */
    String select(List<String> expressions, String table) {
        var tuple = statement.replaceMarkers(expressions, tupleStart + 1, tupleEnd - 1);
        return statement.sql().substring(0, valuesStart) + "SELECT " + tuple + " FROM " + table;
    }

    static int closing(List<Token> tokens, int opening) {
        var depth = 0;
        for (var i = opening; i < tokens.size(); i++) {
            if (tokens.get(i).isSymbol('(')) {
                depth++;
            } else if (tokens.get(i).isSymbol(')') && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /**
     * As few statements as the limit on a text's length allows, in the order of the rows. Rows whose values have different types are
     * not put together: the types of a column of VALUES must agree.
     */
    public List<Folded> fold(List<? extends List<? extends @Nullable Object>> rows) {
        var head = statement.sql().substring(0, tupleStart);
        var tail = statement.sql().substring(tupleEnd);
        var frame = Statement.utf8Length(head) + Statement.utf8Length(tail);
        var statements = new ArrayList<Folded>();
        var text = new StringBuilder(head);
        var bytes = frame;
        var count = 0;
        var shape = new RowTypes(statement.parameterCount());
        for (var row : rows) {
            statement.checkCount(row);
            var tuple = statement.bind(row, tupleStart, tupleEnd);
            var length = Statement.utf8Length(tuple) + 1;
            if (count > 0 && (bytes + length > Statement.MAX_BYTES || !shape.admits(row))) {
                statements.add(new Folded(text.append(tail).toString(), count));
                text = new StringBuilder(head);
                bytes = frame;
                count = 0;
                shape = new RowTypes(statement.parameterCount());
            }
            Statement.checkLength(frame + length - 1);
            text.append(count == 0 ? "" : ",").append(tuple);
            bytes += length;
            count++;
            shape.add(row);
        }
        if (count > 0) {
            statements.add(new Folded(text.append(tail).toString(), count));
        }
        return statements;
    }
}
