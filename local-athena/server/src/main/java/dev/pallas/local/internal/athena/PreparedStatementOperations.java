package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.UnsupportedStatementException;
import java.util.LinkedHashSet;
import java.util.Map;

/** Prepared statements of work groups: the same that PREPARE, EXECUTE and DEALLOCATE use. */
final class PreparedStatementOperations {
    private static final int BATCH = 256;

    private final WorkGroups workGroups;
    private final PreparedStatements statements;

    PreparedStatementOperations(WorkGroups workGroups, PreparedStatements statements) {
        this.workGroups = workGroups;
        this.statements = statements;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreatePreparedStatement", this::create,
                "GetPreparedStatement", this::get,
                "BatchGetPreparedStatement", this::batchGet,
                "ListPreparedStatements", this::list,
                "UpdatePreparedStatement", this::update,
                "DeletePreparedStatement", this::delete);
    }

    private JsonNode create(Request request) {
        var group = group(request);
        var name = name(request);
        check(request);
        if (!statements.add(group, name, request.text("QueryStatement"), request.optionalText("Description"))) {
            throw AthenaErrors.invalid("Prepared statement " + name + " already exists in workgroup " + group);
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode get(Request request) {
        var group = group(request);
        var name = name(request);
        var statement = statements.find(group, name);
        if (statement == null) {
            throw notFound(group, name);
        }
        var answer = JsonNodeFactory.instance.objectNode();
        answer.set("PreparedStatement", statement);
        return answer;
    }

    private JsonNode batchGet(Request request) {
        var group = group(request);
        var names = new LinkedHashSet<>(request.texts("PreparedStatementNames"));
        if (names.size() > BATCH) {
            throw AthenaErrors.invalid("The maximum number of prepared statement names in a request is " + BATCH);
        }
        var answer = JsonNodeFactory.instance.objectNode();
        var found = answer.putArray("PreparedStatements");
        var missing = answer.putArray("UnprocessedPreparedStatementNames");
        for (var name : names) {
            var statement = statements.find(group, name);
            if (statement != null) {
                found.add(statement);
            } else {
                missing.addObject()
                        .put("StatementName", name)
                        .put("ErrorCode", "STATEMENT_NOT_FOUND")
                        .put("ErrorMessage", message(group, name));
            }
        }
        return answer;
    }

    private JsonNode list(Request request) {
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("PreparedStatements");
        Paging.page(request, answer, statements.list(group(request)), statement -> {
            var summary = list.addObject();
            summary.set("StatementName", statement.path("StatementName"));
            summary.set("LastModifiedTime", statement.path("LastModifiedTime"));
        });
        return answer;
    }

    private JsonNode update(Request request) {
        var group = group(request);
        var name = name(request);
        check(request);
        if (!statements.update(group, name, request.text("QueryStatement"), request.optionalText("Description"))) {
            throw notFound(group, name);
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode delete(Request request) {
        var group = group(request);
        var name = name(request);
        if (!statements.remove(group, name)) {
            throw notFound(group, name);
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private static void check(Request request) {
        try {
            QueryRunner.preparable(request.text("QueryStatement"));
        } catch (SqlError e) {
            throw AthenaErrors.invalid(e.errorName() + ": " + e.getMessage());
        } catch (UnsupportedStatementException e) {
            throw AthenaErrors.invalid(String.valueOf(e.getMessage()));
        }
    }

    private String group(Request request) {
        return workGroups.get(request.text("WorkGroup")).name();
    }

    private static String name(Request request) {
        return request.text("StatementName");
    }

    private static ApiException notFound(String group, String name) {
        return AthenaErrors.notFound(name, message(group, name));
    }

    private static String message(String group, String name) {
        return "PreparedStatement " + name + " was not found in workGroup " + group;
    }
}
