package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.athena.Documents.Kind;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The prepared statements of all work groups, whether SQL made them or the API. Safe for use by many threads. */
final class PreparedStatements {
    private final Documents documents;
    private final Clock clock;

    PreparedStatements(Documents documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    /** The text of a statement; null if there is none of that name. */
    @Nullable
    String text(String workGroup, String name) {
        var statement = find(workGroup, name);
        return statement == null ? null : statement.path("QueryStatement").asText();
    }

    /** A statement as GetPreparedStatement tells it. */
    @Nullable
    ObjectNode find(String workGroup, String name) {
        return documents.find(Kind.PREPARED_STATEMENT, key(workGroup, name));
    }

    /** Adds a statement; false if there is one of that name. */
    boolean add(String workGroup, String name, String text, @Nullable String description) {
        return documents.add(
                Kind.PREPARED_STATEMENT, key(workGroup, name), statement(workGroup, name, text, description));
    }

    /** Replaces a statement; false if there is none of that name. */
    boolean update(String workGroup, String name, String text, @Nullable String description) {
        return documents.update(
                Kind.PREPARED_STATEMENT,
                key(workGroup, name),
                old -> statement(
                        workGroup,
                        name,
                        text,
                        description != null || !old.has("Description")
                                ? description
                                : old.path("Description").asText()));
    }

    private ObjectNode statement(String workGroup, String name, String text, @Nullable String description) {
        var statement = JsonNodeFactory.instance.objectNode();
        statement.put("StatementName", name).put("QueryStatement", text).put("WorkGroupName", workGroup);
        if (description != null) {
            statement.put("Description", description);
        }
        return statement.put("LastModifiedTime", QueryExecution.seconds(clock.millis()));
    }

    /** Removes a statement; false if there was none of that name. */
    boolean remove(String workGroup, String name) {
        return documents.remove(Kind.PREPARED_STATEMENT, key(workGroup, name));
    }

    void removeAll(String workGroup) {
        documents.removeAll(Kind.PREPARED_STATEMENT, in(workGroup));
    }

    /** The statements of a work group by name. */
    List<ObjectNode> list(String workGroup) {
        return documents.list(Kind.PREPARED_STATEMENT, in(workGroup));
    }

    private static Predicate<ObjectNode> in(String workGroup) {
        return statement -> statement.path("WorkGroupName").asText().equals(workGroup);
    }

    /** No name of a work group holds a slash. */
    private static String key(String workGroup, String name) {
        return workGroup + "/" + name;
    }
}
