package dev.pallas.driver.internal.sql;

import dev.pallas.driver.internal.sql.Token.Kind;
import java.util.BitSet;
import java.util.List;

/**
 * Finds the markers that stand for the value of a column, and for nothing else: the elements of an INSERT's VALUES, and what a column is set to or
 * compared with by itself in an UPDATE or a DELETE. No table of Athena has a column of type time, so that a time there can only be text.
 */
final class ColumnMarkers {
    private ColumnMarkers() {}

    /** The indexes of their tokens. */
    static BitSet in(List<Token> tokens) {
        var found = new BitSet();
        if (tokens.isEmpty()) {
            return found;
        }
        if (tokens.get(0).isWord("INSERT")) {
            inValues(tokens, InsertValues.tupleStart(tokens), found);
        } else if (tokens.get(0).isWord("UPDATE") || tokens.get(0).isWord("DELETE")) {
            for (var i = 2; i < tokens.size(); i++) {
                if (tokens.get(i).kind() == Kind.MARKER
                        && tokens.get(i - 1).isSymbol('=')
                        && tokens.get(i - 2).isName()) {
                    found.set(i);
                }
            }
        }
        return found;
    }

    private static void inValues(List<Token> tokens, int start, BitSet found) {
        var depth = 0;
        for (var i = start; i >= 0 && i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (token.isSymbol('(')) {
                depth++;
            } else if (token.isSymbol(')')) {
                depth--;
            } else if (depth == 1 && token.kind() == Kind.MARKER && isWhole(tokens, i)) {
                found.set(i);
            }
        }
    }

    private static boolean isWhole(List<Token> tokens, int marker) {
        var before = tokens.get(marker - 1);
        return (before.isSymbol('(') || before.isSymbol(','))
                && marker + 1 < tokens.size()
                && (tokens.get(marker + 1).isSymbol(',')
                        || tokens.get(marker + 1).isSymbol(')'));
    }
}
