package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.athena.QueryExecution.End;
import dev.pallas.local.internal.athena.QueryExecution.State;
import dev.pallas.local.internal.athena.QueryExecution.Submission;
import dev.pallas.local.internal.s3.S3Objects;
import dev.pallas.local.internal.sql.AthenaStatement;
import dev.pallas.local.internal.sql.Repeatable;
import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.StatementKind;
import dev.pallas.local.internal.sql.StatementReader;
import dev.pallas.local.internal.sql.UnsupportedStatementException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the result of an earlier execution that a new one may have, if it asks for it. As in Athena nobody looks whether the tables have
 * changed since; what is not the same at each run is not reused.
 */
final class ResultReuse {
    private static final int DEFAULT_MINUTES = 60;
    private static final long MILLIS = 60_000;

    private final Executions executions;
    private final PreparedStatements statements;
    private final S3Objects objects;

    ResultReuse(Executions executions, PreparedStatements statements, S3Objects objects) {
        this.executions = executions;
        this.statements = statements;
        this.objects = objects;
    }

    @Nullable
    End find(QueryExecution execution, AthenaStatement statement) {
        var submission = execution.submission();
        var age = new Request(submission.request())
                .structure("ResultReuseConfiguration")
                .structure("ResultReuseByAgeConfiguration");
        if (!age.flag("Enabled") || !repeatable(submission, statement)) {
            return null;
        }
        var minutes = age.integer("MaxAgeInMinutes", DEFAULT_MINUTES);
        var oldest = Math.max(submission.submittedMillis() - minutes * MILLIS, prepared(submission, statement));
        var earlier = executions.newest(submission.workGroup(), other -> {
            var end = other.end();
            return end != null
                    && end.completedMillis() >= oldest
                    && isResult(end)
                    && same(submission, other.submission());
        });
        var end = earlier == null ? null : earlier.end();
        return end == null || !isThere(end) ? null : end;
    }

    private boolean repeatable(Submission submission, AthenaStatement statement) {
        var text = statement instanceof AthenaStatement.Execute execute
                ? statements.text(submission.workGroup(), execute.name())
                : statement instanceof AthenaStatement.ExecuteImmediate immediate ? immediate.text() : null;
        if (text != null) {
            try {
                return repeatable(StatementReader.read(text));
            } catch (SqlError | UnsupportedStatementException e) {
                return false;
            }
        }
        return repeatable(statement);
    }

    private static boolean repeatable(AthenaStatement statement) {
        return statement instanceof AthenaStatement.Query query
                && query.kind() == StatementKind.SELECT
                && Repeatable.is(query.text());
    }

    /** When what EXECUTE runs was prepared, in milliseconds since 1970; 0 for other statements. */
    private long prepared(Submission submission, AthenaStatement statement) {
        var prepared = statement instanceof AthenaStatement.Execute execute
                ? statements.find(submission.workGroup(), execute.name())
                : null;
        // an earlier run that began before could have read another text
        return prepared == null
                ? 0
                : Math.round(prepared.path("LastModifiedTime").asDouble() * 1000) + 1;
    }

    private static boolean isResult(End end) {
        return end.state() == State.SUCCEEDED && end.kind() == StatementKind.SELECT && !end.reused();
    }

    private static boolean same(Submission one, Submission other) {
        return one.sql().equals(other.sql())
                && one.catalog().equals(other.catalog())
                && one.contextDatabase().equals(other.contextDatabase())
                && one.parameters().equals(other.parameters())
                && one.configuration().equals(other.configuration())
                && one.outputLocation().equals(other.outputLocation());
    }

    private boolean isThere(End end) {
        try {
            return objects.exists(end.location());
        } catch (IOException e) {
            // whatever the reason, the query can still run
            return false;
        }
    }
}
