package dev.pallas.local.internal.sql;

import java.util.List;

/** A statement that Athena takes. */
public sealed interface AthenaStatement
        permits AthenaStatement.Definition,
                AthenaStatement.Query,
                Unload,
                AthenaStatement.Prepare,
                AthenaStatement.Execute,
                AthenaStatement.ExecuteImmediate,
                AthenaStatement.Deallocate {
    StatementKind kind();

    /**
     * The statement with literals in the place of its markers.
     *
     * @throws SqlError if it has another number of markers, or takes none
     */
    default AthenaStatement withParameters(List<String> literals) throws SqlError {
        if (literals.isEmpty()) {
            return this;
        }
        throw SqlError.notSupported(
                "Execution parameters are supported for SELECT, INSERT INTO, CREATE TABLE AS SELECT,"
                        + " UNLOAD and EXECUTE only: write the values as literals");
    }

    /** A statement of the data definition language. */
    record Definition(HiveStatement statement, StatementKind kind) implements AthenaStatement {}

    /** A statement for the engine: query, change of data, view, table from a query. */
    record Query(QueryText text, StatementKind kind) implements AthenaStatement {
        @Override
        public AthenaStatement withParameters(List<String> literals) throws SqlError {
            if (text.parameterCount() == 0 && literals.isEmpty()) {
                return this;
            }
            return kind.parameters()
                    ? new Query(text.withParameters(literals), kind)
                    : AthenaStatement.super.withParameters(literals);
        }
    }

    /** Keeps a statement for {@link Execute}. */
    record Prepare(String name, String text) implements AthenaStatement {
        @Override
        public StatementKind kind() {
            return StatementKind.PREPARE;
        }
    }

    /** Runs what {@link Prepare} kept, with literals in the place of its markers. */
    record Execute(String name, List<String> parameters) implements AthenaStatement {
        @Override
        public StatementKind kind() {
            return StatementKind.EXECUTE;
        }
    }

    /** Runs a statement given as text, with literals in the place of its markers. */
    record ExecuteImmediate(String text, List<String> parameters) implements AthenaStatement {
        @Override
        public StatementKind kind() {
            return StatementKind.EXECUTE;
        }
    }

    /** Forgets what {@link Prepare} kept. */
    record Deallocate(String name) implements AthenaStatement {
        @Override
        public StatementKind kind() {
            return StatementKind.DEALLOCATE;
        }
    }
}
