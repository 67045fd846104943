package dev.pallas.local.internal.sql;

import io.trino.sql.parser.CaseInsensitiveStream;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.ParsingOptions;
import io.trino.sql.parser.ParsingOptions.DecimalLiteralTreatment;
import io.trino.sql.parser.SqlBaseLexer;
import io.trino.sql.parser.SqlBaseParser;
import io.trino.sql.parser.SqlBaseParser.ParameterContext;
import io.trino.sql.parser.SqlBaseParser.QualifiedNameContext;
import io.trino.sql.parser.SqlBaseParser.RowCountContext;
import io.trino.sql.parser.SqlBaseParser.StatementContext;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStreamRewriter;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * A statement of the query language with the engine's own parse tree of it. What has to be said differently to the engine is replaced token
 * by token, so that everything else, comments and line numbers included, reaches the engine as it was written.
 */
public final class QueryText {
    private static final SqlParser PARSER = new SqlParser();
    private static final ParsingOptions OPTIONS = new ParsingOptions(DecimalLiteralTreatment.AS_DOUBLE);

    private static final String EXPECTING = "Expecting: ";
    /** Words of the grammar at the beginning of a statement that Athena does not offer. */
    private static final Set<String> STATEMENTS = Set.of(
            "ANALYZE",
            "CALL",
            "COMMENT",
            "COMMIT",
            "DENY",
            "GRANT",
            "REFRESH",
            "RESET",
            "REVOKE",
            "ROLLBACK",
            "SET",
            "START",
            "TRUNCATE",
            "USE");
    /** The same after SHOW. */
    private static final Set<String> SHOWS =
            Set.of("CATALOGS", "CURRENT", "FUNCTIONS", "GRANTS", "ROLE", "ROLES", "SESSION", "STATS");
    /** The same after CREATE, ALTER, DROP and DESCRIBE. */
    private static final Set<String> OTHERS = Set.of("INPUT", "MATERIALIZED", "OUTPUT", "ROLE");

    /** How deep brackets may be nested. */
    private static final int DEEPEST = 500;

    private final CommonTokenStream tokens;
    private final StatementContext statement;

    private QueryText(CommonTokenStream tokens, StatementContext statement) {
        this.tokens = tokens;
        this.statement = statement;
    }

    /**
     * Reads a statement; semicolons behind it are left out.
     *
     * @throws ParsingException with the engine's words if the text is not of this language
     * @throws UnsupportedStatementException if there is more than one statement
     */
    public static QueryText of(String sql) {
        var tokens = tokens(sql);
        try {
            return new QueryText(tokens, parse(tokens));
        } catch (ParseCancellationException e) {
            // The engine's parser writes better messages; it refuses what this one refuses, since the grammar is the
            // same.
            PARSER.createStatement(text(tokens), OPTIONS);
            throw new IllegalStateException("the engine reads what its grammar refuses", e);
        }
    }

    StatementContext statement() {
        return statement;
    }

    TokenStreamRewriter rewriter() {
        return new TokenStreamRewriter(tokens);
    }

    /** The statement's text. */
    public String sql() {
        return text(tokens);
    }

    /** The text of a part of the statement, as it was written. */
    String source(ParserRuleContext part) {
        return tokens.getText(part.getStart(), part.getStop());
    }

    /** The parts of the name of the table that UPDATE, DELETE or MERGE changes. */
    public List<String> changedTable() {
        if (statement instanceof SqlBaseParser.UpdateContext update) {
            return names(update.qualifiedName());
        } else if (statement instanceof SqlBaseParser.DeleteContext delete) {
            return names(delete.qualifiedName());
        } else if (statement instanceof SqlBaseParser.MergeContext merge) {
            return names(merge.qualifiedName());
        }
        throw new IllegalStateException("changes no rows: " + sql());
    }

    /** UPDATE as the engine takes it, which compares the names of the columns after SET as they are written. */
    public String updateSql() {
        if (!(statement instanceof SqlBaseParser.UpdateContext update)) {
            return sql();
        }
        var rewriter = rewriter();
        for (var assignment : update.updateAssignment()) {
            var column = assignment.identifier();
            rewriter.replace(column.getStart(), column.getStop(), TableName.quote(name(column.getText())));
        }
        return rewriter.getText();
    }

    /** The parts of the name of the table that INSERT fills. */
    public List<String> insertedTable() {
        if (statement instanceof SqlBaseParser.InsertIntoContext insert) {
            return names(insert.qualifiedName());
        }
        throw new IllegalStateException("inserts no rows: " + sql());
    }

    /** The number of {@code ?} that stand for a value. */
    public int parameterCount() {
        return parameters().size();
    }

    /**
     * The statement with literals in the place of its markers.
     *
     * @param literals text of one expression each
     * @throws SqlError if there are more or fewer than markers, or one is no expression
     */
    public QueryText withParameters(List<String> literals) throws SqlError {
        var markers = parameters();
        if (markers.size() != literals.size()) {
            throw SqlError.at(
                    "INVALID_PARAMETER_USAGE",
                    1,
                    1,
                    "Incorrect number of parameters: expected " + markers.size() + " but found " + literals.size());
        }
        var rewriter = rewriter();
        for (var i = 0; i < markers.size(); i++) {
            rewriter.replace(markers.get(i), expression(literals.get(i)));
        }
        try {
            return of(rewriter.getText());
        } catch (ParsingException e) {
            // such as text where only a number can stand
            throw syntax(e);
        }
    }

    /** The text of an expression without what could swallow the text behind it; a mere word is a string. */
    private static String expression(String text) throws SqlError {
        try {
            if (PARSER.createExpression(text, OPTIONS) instanceof Identifier word && !word.isDelimited()) {
                return "'" + word.getValue() + "'";
            }
        } catch (ParsingException e) {
            throw syntax(e);
        }
        var tokens = tokens(text);
        var first = (Token) null;
        var last = (Token) null;
        for (var token : tokens.getTokens()) {
            if (token.getChannel() == Token.DEFAULT_CHANNEL && token.getType() != Token.EOF) {
                first = first == null ? token : first;
                last = token;
            }
        }
        return tokens.getText(first, last);
    }

    static SqlError syntax(ParsingException e) {
        return SqlError.syntax(e.getLineNumber(), e.getColumnNumber(), offered(e.getErrorMessage()));
    }

    /** A message of the parser that names no statement as expected which Athena refuses. */
    private static String offered(String message) {
        var at = message.indexOf(EXPECTING);
        if (at < 0) {
            return message;
        }
        var list = message.substring(at);
        Set<String> refused = OTHERS;
        if (list.contains("'DEALLOCATE'")) {
            refused = STATEMENTS;
        } else if (list.contains("'CATALOGS'")) {
            refused = SHOWS;
        }
        for (var word : refused) {
            list = list.replace("'" + word + "', ", "");
        }
        return message.substring(0, at) + list;
    }

    private List<Token> parameters() {
        var markers = new ArrayList<Token>();
        walk(statement, node -> {
            if (node instanceof TerminalNode leaf
                    && leaf.getSymbol().getType() == SqlBaseLexer.QUESTION_MARK
                    // in a row pattern it is a quantifier
                    && (leaf.getParent() instanceof ParameterContext || leaf.getParent() instanceof RowCountContext)) {
                markers.add(leaf.getSymbol());
            }
        });
        return markers;
    }

    /** The nodes of a kind, in the order of the text. */
    <T extends ParseTree> List<T> nodes(Class<T> kind) {
        var nodes = new ArrayList<T>();
        walk(statement, node -> {
            if (kind.isInstance(node)) {
                nodes.add(kind.cast(node));
            }
        });
        return nodes;
    }

    /** Visits every node, parents first, in the order of the text. Not recursive: expressions may be nested deeply. */
    static void walk(ParseTree root, Consumer<ParseTree> visitor) {
        var node = root;
        var path = new ArrayList<int[]>();
        while (true) {
            visitor.accept(node);
            if (node.getChildCount() > 0) {
                path.add(new int[] {0});
                node = node.getChild(0);
                continue;
            }
            while (!path.isEmpty()) {
                var parent = node.getParent();
                var at = path.get(path.size() - 1);
                if (++at[0] < parent.getChildCount()) {
                    node = parent.getChild(at[0]);
                    break;
                }
                path.remove(path.size() - 1);
                node = parent;
            }
            if (path.isEmpty()) {
                return;
            }
        }
    }

    /** The parts of a name, without quotes and in lower case. */
    static List<String> names(QualifiedNameContext name) {
        return name.identifier().stream()
                .map(identifier -> name(identifier.getText()))
                .toList();
    }

    static String name(String identifier) {
        var text = identifier.startsWith("\"")
                ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
                : identifier;
        return text.toLowerCase(Locale.ROOT);
    }

    private static CommonTokenStream tokens(String sql) {
        var lexer = new SqlBaseLexer(new CaseInsensitiveStream(CharStreams.fromString(sql)));
        lexer.removeErrorListeners();
        var all = new ArrayList<Token>(lexer.getAllTokens());
        var last = all.size() - 1;
        while (last >= 0 && (all.get(last).getChannel() != Token.DEFAULT_CHANNEL || semicolon(all.get(last)))) {
            if (semicolon(all.get(last))) {
                all.remove(last);
            }
            last--;
        }
        if (all.stream().anyMatch(QueryText::semicolon)) {
            throw new UnsupportedStatementException("Only one sql statement is allowed. Got: " + sql);
        }
        for (var i = 0; i < all.size(); i++) {
            ((org.antlr.v4.runtime.CommonToken) all.get(i)).setTokenIndex(i);
        }
        var tokens = new CommonTokenStream(new ListTokenSource(all));
        tokens.fill();
        return tokens;
    }

    /** The tokens of a statement without comments, blanks and semicolons at its end. */
    static List<Token> visible(String sql) {
        return tokens(sql).getTokens().stream()
                .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL && token.getType() != Token.EOF)
                .toList();
    }

    private static boolean semicolon(Token token) {
        return token.getType() == SqlBaseLexer.UNRECOGNIZED && token.getText().equals(";");
    }

    private static String text(CommonTokenStream tokens) {
        return tokens.getText();
    }

    /** The fast way first, which may refuse what it cannot decide. */
    private static StatementContext parse(CommonTokenStream tokens) {
        checkNesting(tokens);
        try {
            return parse(tokens, PredictionMode.SLL);
        } catch (ParseCancellationException e) {
            tokens.seek(0);
            return parse(tokens, PredictionMode.LL);
        }
    }

    /** The parser would need very long for what it cannot hold on its stack anyway. */
    private static void checkNesting(CommonTokenStream tokens) {
        var depth = 0;
        for (var token : tokens.getTokens()) {
            if (token.getType() != SqlBaseLexer.STRING && token.getText().length() == 1) {
                switch (token.getText().charAt(0)) {
                    case '(', '[' -> depth++;
                    case ')', ']' -> depth--;
                    default -> {}
                }
            }
            if (depth > DEEPEST) {
                throw new ParsingException(
                        "statement is too large (nested too deeply)",
                        null,
                        token.getLine(),
                        token.getCharPositionInLine() + 1);
            }
        }
    }

    private static StatementContext parse(CommonTokenStream tokens, PredictionMode mode) {
        var parser = new SqlBaseParser(tokens);
        parser.removeErrorListeners();
        parser.addErrorListener(new BaseErrorListener() {
            @Override
            public void syntaxError(
                    Recognizer<?, ?> recognizer,
                    @Nullable Object offendingSymbol,
                    int line,
                    int charPositionInLine,
                    String message,
                    @Nullable RecognitionException e) {
                throw new ParseCancellationException(message);
            }
        });
        parser.getInterpreter().setPredictionMode(mode);
        return parser.singleStatement().statement();
    }
}
