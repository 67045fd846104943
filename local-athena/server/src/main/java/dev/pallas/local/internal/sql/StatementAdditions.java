package dev.pallas.local.internal.sql;

import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlBaseLexer;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * The statements that Athena adds to the engine's language: UNLOAD and EXECUTE IMMEDIATE. They are told apart by their first words, as the
 * engine's lexer reads them; what they hold of the engine's language, queries, properties and expressions, is read by the engine's parser.
 */
final class StatementAdditions {
    private final String text;
    private final List<Token> tokens;
    private int at;

    private StatementAdditions(String text) {
        this.text = text;
        this.tokens = QueryText.visible(text);
    }

    /**
     * Reads a statement.
     *
     * @return null if it is none of these
     * @throws SqlError if it begins like one and does not go on like it
     */
    static @Nullable AthenaStatement read(String text) throws SqlError {
        var reader = new StatementAdditions(text);
        try {
            if (reader.skip("unload")) {
                return reader.unload();
            }
            if (reader.skip("execute") && reader.skip("immediate") && reader.type() == SqlBaseLexer.STRING) {
                return reader.executeImmediate();
            }
            reader.at = 0;
            if (reader.skip("prepare") && reader.type() != Token.EOF) {
                var name = QueryText.name(reader.next().getText());
                if (reader.skip("from") && reader.skip("unload")) {
                    reader.at--;
                    return new AthenaStatement.Prepare(name, reader.rest());
                }
            }
            return null;
        } catch (ParsingException e) {
            throw QueryText.syntax(e);
        }
    }

    private AthenaStatement unload() throws SqlError {
        expect("(");
        var from = at;
        var depth = 1;
        while (depth > 0) {
            if (type() == Token.EOF) {
                throw mismatch("')'");
            }
            var token = next().getText();
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
        }
        if (at - 1 == from) {
            at--;
            throw mismatch("<query>");
        }
        var query = QueryText.of(blankBefore(tokens.get(from)) + source(from, at - 2));
        expect("TO");
        if (type() != SqlBaseLexer.STRING) {
            throw mismatch("<string>");
        }
        var location = QueryProperties.unquote(next().getText());
        var properties = QueryProperties.none();
        if (skip("with")) {
            properties = QueryProperties.of(rest());
            at = tokens.size();
        }
        if (type() != Token.EOF) {
            throw mismatch("'WITH', <EOF>");
        }
        return new Unload(query, location, properties);
    }

    private AthenaStatement executeImmediate() throws SqlError {
        var inner = QueryProperties.unquote(next().getText());
        if (type() == Token.EOF) {
            return new AthenaStatement.ExecuteImmediate(inner, List.of());
        }
        var parameters = StatementReader.parameters(QueryText.of(blankBefore(tokens.get(0)) + "EXECUTE x " + rest()));
        return new AthenaStatement.ExecuteImmediate(inner, parameters);
    }

    // ---- tokens

    private int type() {
        return at < tokens.size() ? tokens.get(at).getType() : Token.EOF;
    }

    private Token next() {
        return tokens.get(at++);
    }

    private boolean skip(String word) {
        if (at < tokens.size() && tokens.get(at).getText().equalsIgnoreCase(word)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String word) throws SqlError {
        if (!skip(word)) {
            throw mismatch("'" + word + "'");
        }
    }

    private SqlError mismatch(String expected) {
        if (at < tokens.size()) {
            var token = tokens.get(at);
            return SqlError.syntax(
                    token.getLine(),
                    token.getCharPositionInLine() + 1,
                    "mismatched input '" + token.getText() + "'. Expecting: " + expected);
        }
        var last = tokens.get(tokens.size() - 1);
        var end = last.getCharPositionInLine() + last.getText().length() + 1;
        return SqlError.syntax(last.getLine(), end, "mismatched input '<EOF>'. Expecting: " + expected);
    }

    private String rest() {
        return at < tokens.size() ? source(at, tokens.size() - 1) : "";
    }

    private String source(int first, int last) {
        var start = text.offsetByCodePoints(0, tokens.get(first).getStartIndex());
        var end = text.offsetByCodePoints(
                start, tokens.get(last).getStopIndex() + 1 - tokens.get(first).getStartIndex());
        return text.substring(start, end);
    }

    /** As much blank space as there is text before, so that what follows keeps its place in errors. */
    private String blankBefore(Token token) {
        var before = text.substring(0, text.offsetByCodePoints(0, token.getStartIndex()));
        return before.codePoints()
                .map(c -> c == '\n' || c == '\r' ? c : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
