package dev.pallas.local.internal.sql;

import java.util.List;

/** A statement that Athena takes. */
public sealed interface AthenaStatement {
    StatementKind kind();

    /** A statement of the data definition language. */
    record Definition(HiveStatement statement, StatementKind kind) implements AthenaStatement {}

    /** A statement for the engine: query, change of data, view, table from a query. */
    record Query(QueryText text, StatementKind kind) implements AthenaStatement {}

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

    /** Forgets what {@link Prepare} kept. */
    record Deallocate(String name) implements AthenaStatement {
        @Override
        public StatementKind kind() {
            return StatementKind.DEALLOCATE;
        }
    }
}
