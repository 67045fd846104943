package dev.pallas.local.internal.sql;

import dev.pallas.local.internal.sql.grammar.HiveDdlLexer;
import dev.pallas.local.internal.sql.grammar.HiveDdlParser;
import java.util.ArrayList;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.jspecify.annotations.Nullable;

/** Reads the data definition language. */
public final class HiveReader {
    /** Words that must stand in backticks to be a name, from Athena's list of reserved keywords in DDL. */
    private static final Set<String> RESERVED = Set.of(
            "all",
            "alter",
            "and",
            "array",
            "as",
            "authorization",
            "between",
            "bigint",
            "binary",
            "boolean",
            "both",
            "by",
            "case",
            "cast",
            "char",
            "column",
            "commit",
            "conf",
            "constraint",
            "create",
            "cross",
            "cube",
            "current",
            "current_date",
            "current_timestamp",
            "cursor",
            "database",
            "date",
            "dayofweek",
            "decimal",
            "delete",
            "describe",
            "distinct",
            "div",
            "double",
            "drop",
            "else",
            "end",
            "exchange",
            "exists",
            "extended",
            "external",
            "extract",
            "false",
            "fetch",
            "float",
            "floor",
            "following",
            "for",
            "foreign",
            "from",
            "full",
            "function",
            "grant",
            "group",
            "grouping",
            "having",
            "if",
            "import",
            "in",
            "inner",
            "insert",
            "int",
            "integer",
            "intersect",
            "interval",
            "into",
            "is",
            "join",
            "lateral",
            "left",
            "less",
            "like",
            "local",
            "macro",
            "map",
            "more",
            "none",
            "not",
            "null",
            "numeric",
            "of",
            "on",
            "only",
            "or",
            "order",
            "out",
            "outer",
            "over",
            "partialscan",
            "partition",
            "percent",
            "preceding",
            "precision",
            "preserve",
            "primary",
            "procedure",
            "range",
            "reads",
            "reduce",
            "regexp",
            "references",
            "revoke",
            "right",
            "rlike",
            "rollback",
            "rollup",
            "row",
            "rows",
            "select",
            "set",
            "smallint",
            "start",
            "table",
            "tablesample",
            "then",
            "time",
            "timestamp",
            "to",
            "transform",
            "trigger",
            "true",
            "truncate",
            "unbounded",
            "union",
            "uniquejoin",
            "update",
            "user",
            "using",
            "utc_timestamp",
            "values",
            "varchar",
            "views",
            "when",
            "where",
            "window",
            "with");

    private HiveReader() {}

    /**
     * Reads a statement.
     *
     * @throws Mismatch if the text is no statement of this language
     */
    static HiveStatement read(String text) throws Mismatch {
        var parser = parser(text);
        try {
            return new HiveStatementBuilder(text)
                    .statement(parser.singleStatement().statement());
        } catch (ParseCancellationException e) {
            throw mismatch(e);
        }
    }

    /**
     * Reads a type, as the catalog keeps them.
     *
     * @throws IllegalArgumentException if the text is no type
     */
    public static HiveType type(String text) {
        try {
            return HiveStatementBuilder.type(parser(text).singleType().dataType());
        } catch (ParseCancellationException e) {
            throw new IllegalArgumentException("not a type: " + text, e);
        }
    }

    static boolean reserved(String word) {
        return RESERVED.contains(word);
    }

    private static HiveDdlParser parser(String text) {
        var lexer = new HiveDdlLexer(CharStreams.fromString(text));
        var parser = new HiveDdlParser(new CommonTokenStream(lexer));
        var firstErrorEnds = new BaseErrorListener() {
            @Override
            public void syntaxError(
                    Recognizer<?, ?> recognizer,
                    @Nullable Object offendingSymbol,
                    int line,
                    int charPositionInLine,
                    String message,
                    @Nullable RecognitionException e) {
                throw cancel(line, charPositionInLine + 1, message(message, offendingSymbol, recognizer), recognizer);
            }
        };
        lexer.removeErrorListeners();
        parser.removeErrorListeners();
        parser.addErrorListener(firstErrorEnds);
        parser.getInterpreter().setPredictionMode(PredictionMode.LL);
        return parser;
    }

    /** As the engine's parser says it: all the words that can be a name are one thing that is expected. */
    private static String message(String message, @Nullable Object offendingSymbol, Recognizer<?, ?> recognizer) {
        if (!(recognizer instanceof Parser parser) || !(offendingSymbol instanceof Token token)) {
            return message;
        }
        var expected = parser.getExpectedTokens();
        var names = new ArrayList<String>();
        if (expected.contains(HiveDdlLexer.IDENTIFIER)) {
            names.add("<identifier>");
            var atn = parser.getATN();
            expected = expected.subtract(atn.nextTokens(atn.ruleToStartState[HiveDdlParser.RULE_identifier]));
        }
        for (var type : expected.toList()) {
            names.add(type == Token.EOF ? "<EOF>" : parser.getVocabulary().getDisplayName(type));
        }
        return "mismatched input '" + token.getText() + "'. Expecting: " + String.join(", ", names);
    }

    private static ParseCancellationException cancel(
            int line, int column, String message, Recognizer<?, ?> recognizer) {
        var at = recognizer instanceof Parser parser ? parser.getCurrentToken().getTokenIndex() : 0;
        return new ParseCancellationException(new Mismatch(line, column, message, at));
    }

    /** An error at a token, found while the statement is built. */
    static ParseCancellationException cancel(Token token, String message) {
        return new ParseCancellationException(
                new Mismatch(token.getLine(), token.getCharPositionInLine() + 1, message, token.getTokenIndex()));
    }

    private static Mismatch mismatch(ParseCancellationException e) {
        if (e.getCause() instanceof Mismatch mismatch) {
            return mismatch;
        }
        throw e;
    }

    /** The text is not of this language; says how far it was. */
    static final class Mismatch extends Exception {
        private static final long serialVersionUID = 1L;

        final int line;
        final int column;
        /** The token, hidden ones counted, at which the reader gave up. */
        final int tokenIndex;

        Mismatch(int line, int column, String message, int tokenIndex) {
            super(message);
            this.line = line;
            this.column = column;
            this.tokenIndex = tokenIndex;
        }

        SqlError error() {
            return SqlError.syntax(line, column, String.valueOf(getMessage()));
        }
    }
}
