package dev.pallas.local.internal.engine;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs SQL in the engine's own language. Safe for use by many threads. */
public interface Engine extends AutoCloseable {
    /**
     * Hands a statement to the engine and returns without waiting for a result. What is wrong with the statement is reported by the
     * first method of the execution that waits.
     */
    Execution start(Statement statement);

    /** The engine's own HTTP endpoint, for checks against the engine directly. */
    URI endpoint();

    /** Ends every execution and the engine. */
    @Override
    void close();

    /**
     * A statement and the session it runs in.
     *
     * @param catalog the catalog of names without one
     * @param schema the schema of names without one, null if there is none
     * @param preparedStatements text by name, as far as EXECUTE needs it
     * @param sessionProperties the engine's session properties, a catalog's as {@code catalog.property}
     */
    record Statement(
            String sql,
            String catalog,
            @Nullable String schema,
            Map<String, String> preparedStatements,
            Map<String, String> sessionProperties) {
        public Statement {
            preparedStatements = Map.copyOf(preparedStatements);
            sessionProperties = Map.copyOf(sessionProperties);
        }
    }
}
