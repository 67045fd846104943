package dev.pallas.it.local;

import static dev.pallas.it.local.Athena.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.AthenaAsyncClient;
import software.amazon.awssdk.services.athena.model.CreateNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.NamedQuery;
import software.amazon.awssdk.services.athena.model.PreparedStatementSummary;
import software.amazon.awssdk.services.athena.model.ResourceNotFoundException;

/** Queries that are kept: named queries, and prepared statements. */
class NamedQueriesIT {
    private static final AthenaAsyncClient API = Athena.api();

    private final String group = "named_" + UUID.randomUUID();

    @BeforeEach
    void createWorkGroup() {
        API.createWorkGroup(request -> request.name(group).configuration(c -> c.enforceWorkGroupConfiguration(false)))
                .join();
    }

    private String create(String name, Consumer<CreateNamedQueryRequest.Builder> more) {
        return API.createNamedQuery(request -> {
                    request.name(name)
                            .database("db")
                            .queryString("SELECT '" + name + "'")
                            .workGroup(group);
                    more.accept(request);
                })
                .join()
                .namedQueryId();
    }

    private static NamedQuery get(String id) {
        return API.getNamedQuery(request -> request.namedQueryId(id)).join().namedQuery();
    }

    @Test
    void aNamedQueryFromItsStartToItsEnd() {
        var id = create("first", request -> request.description("what it is for"));

        assertThat(get(id))
                .isEqualTo(NamedQuery.builder()
                        .name("first")
                        .description("what it is for")
                        .database("db")
                        .queryString("SELECT 'first'")
                        .workGroup(group)
                        .namedQueryId(id)
                        .build());
        API.updateNamedQuery(request ->
                        request.namedQueryId(id).name("renamed").description("").queryString("SELECT 2"))
                .join();
        assertThat(get(id).name()).isEqualTo("renamed");
        assertThat(get(id).description()).isEmpty();
        assertThat(get(id).queryString()).isEqualTo("SELECT 2");
        assertThat(get(id).database()).isEqualTo("db");
        API.deleteNamedQuery(request -> request.namedQueryId(id)).join();
        refused(() -> get(id), "NamedQuery " + id + " was not found");
        refused(
                () -> API.deleteNamedQuery(request -> request.namedQueryId(id)).join(),
                "NamedQuery " + id + " was not found");
    }

    @Test
    void aTokenMakesOneNamedQuery() {
        var token = UUID.randomUUID().toString();

        var id = create("once", request -> request.clientRequestToken(token));

        assertThat(create("once", request -> request.clientRequestToken(token))).isEqualTo(id);
        refused(
                () -> create("other", request -> request.clientRequestToken(token)),
                "Idempotent parameters do not match");
    }

    @Test
    void namedQueriesInPagesAndBatches() {
        var ids = List.of(create("a", r -> {}), create("b", r -> {}), create("c", r -> {}));

        var first = API.listNamedQueries(request -> request.workGroup(group).maxResults(2))
                .join();
        var second = API.listNamedQueries(
                        request -> request.workGroup(group).maxResults(2).nextToken(first.nextToken()))
                .join();

        assertThat(first.namedQueryIds()).hasSize(2);
        assertThat(second.namedQueryIds()).hasSize(1).doesNotContainAnyElementsOf(first.namedQueryIds());
        assertThat(second.nextToken()).isNull();
        assertThat(ids).containsAll(first.namedQueryIds()).containsAll(second.namedQueryIds());
        var batch = API.batchGetNamedQuery(request -> request.namedQueryIds(ids.get(2), "nope", ids.get(0)))
                .join();
        assertThat(batch.namedQueries()).extracting(NamedQuery::name).containsExactly("c", "a");
        assertThat(batch.unprocessedNamedQueryIds()).singleElement().satisfies(missing -> {
            assertThat(missing.namedQueryId()).isEqualTo("nope");
            assertThat(missing.errorMessage()).isEqualTo("NamedQuery nope was not found");
        });
    }

    @Test
    void preparedStatementsOfTheApiAreThoseOfSql() {
        API.createPreparedStatement(request -> request.workGroup(group)
                        .statementName("by_api")
                        .description("d")
                        .queryStatement("SELECT ? + 1 AS n"))
                .join();
        Athena.end(Athena.start("PREPARE by_sql FROM SELECT 2", "default", request -> request.workGroup(group)));

        var executed =
                Athena.end(Athena.start("EXECUTE by_api USING 41", "default", request -> request.workGroup(group)));
        assertThat(Athena.values(Athena.results(executed).resultSet().rows()))
                .containsExactly(List.of("n"), List.of("42"));
        assertThat(API.listPreparedStatements(request -> request.workGroup(group))
                        .join()
                        .preparedStatements())
                .extracting(PreparedStatementSummary::statementName)
                .containsExactly("by_api", "by_sql");
        var statement = API.getPreparedStatement(
                        request -> request.workGroup(group).statementName("by_api"))
                .join()
                .preparedStatement();
        assertThat(statement.queryStatement()).isEqualTo("SELECT ? + 1 AS n");
        assertThat(statement.description()).isEqualTo("d");
        assertThat(statement.workGroupName()).isEqualTo(group);
        assertThat(statement.lastModifiedTime()).isAfterOrEqualTo("2020-01-01T00:00:00Z");

        var batch = API.batchGetPreparedStatement(
                        request -> request.workGroup(group).preparedStatementNames("by_sql", "nope", "by_api"))
                .join();
        assertThat(batch.preparedStatements())
                .extracting(found -> found.statementName() + ": " + found.queryStatement())
                .containsExactly("by_sql: SELECT 2", "by_api: SELECT ? + 1 AS n");
        assertThat(batch.unprocessedPreparedStatementNames()).singleElement().satisfies(missing -> assertThat(
                        missing.errorMessage())
                .isEqualTo("PreparedStatement nope was not found in workGroup " + group));
    }

    @Test
    void onlyWhatCanBePreparedIs() {
        Map.of(
                        "SELECT",
                        "SYNTAX_ERROR: line 1:7: mismatched input '<EOF>'. Expecting: '*', 'ALL', 'DISTINCT', <expression>",
                        "DROP TABLE x",
                        "NOT_SUPPORTED: Only SELECT, INSERT INTO, CREATE TABLE AS SELECT and UNLOAD can be prepared",
                        "START TRANSACTION",
                        "Queries of this type are not supported")
                .forEach((sql, message) -> refused(
                        () -> API.createPreparedStatement(request -> request.workGroup(group)
                                        .statementName("cannot")
                                        .queryStatement(sql))
                                .join(),
                        message));
    }

    @Test
    void whatIsNotPreparedIsNotFound() {
        API.createPreparedStatement(request ->
                        request.workGroup(group).statementName("once").queryStatement("SELECT 1"))
                .join();
        refused(
                () -> API.createPreparedStatement(request ->
                                request.workGroup(group).statementName("once").queryStatement("SELECT 1"))
                        .join(),
                "Prepared statement once already exists in workgroup " + group);
        API.deletePreparedStatement(request -> request.workGroup(group).statementName("once"))
                .join();

        for (var call : List.<ThrowingCallable>of(
                () -> API.getPreparedStatement(
                                request -> request.workGroup(group).statementName("once"))
                        .join(),
                () -> API.updatePreparedStatement(request ->
                                request.workGroup(group).statementName("once").queryStatement("SELECT 1"))
                        .join(),
                () -> API.deletePreparedStatement(
                                request -> request.workGroup(group).statementName("once"))
                        .join())) {
            assertThatThrownBy(call).cause().isInstanceOfSatisfying(ResourceNotFoundException.class, e -> assertThat(
                            e.resourceName())
                    .isEqualTo("once"));
        }
    }
}
