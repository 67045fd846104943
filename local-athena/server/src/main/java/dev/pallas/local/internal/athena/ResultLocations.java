package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.s3.S3Location;
import dev.pallas.local.internal.sql.StatementKind;
import org.jspecify.annotations.Nullable;

/** The names of the objects that an execution leaves at its output location. */
final class ResultLocations {
    private ResultLocations() {}

    static S3Location of(QueryExecution.Submission submission, @Nullable StatementKind kind) {
        var id = submission.id();
        // what cannot be read has no kind, and would have been a query
        var result = kind == null ? StatementKind.Result.ROWS : kind.result();
        return submission
                .outputLocation()
                .resolve(
                        switch (result) {
                            case ROWS, CHANGED_ROWS -> id + ".csv";
                            case TEXT -> id + ".txt";
                            case COUNT -> id;
                            case CREATED_ROWS -> "tables/" + id;
                        });
    }

    static S3Location metadata(S3Location result) {
        return new S3Location(result.bucket(), result.key() + ".metadata");
    }
}
