package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.http.ApiException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operations that Athena has and this endpoint does not. */
final class Refusals {
    private static final Map<String, Set<String>> FEATURES = Map.of(
            "Apache Spark sessions and calculations",
            Set.of(
                    "GetCalculationExecution",
                    "GetCalculationExecutionCode",
                    "GetCalculationExecutionStatus",
                    "GetSession",
                    "GetSessionEndpoint",
                    "GetSessionStatus",
                    "GetResourceDashboard",
                    "ListApplicationDPUSizes",
                    "ListCalculationExecutions",
                    "ListExecutors",
                    "ListNotebookSessions",
                    "ListSessions",
                    "StartCalculationExecution",
                    "StartSession",
                    "StopCalculationExecution",
                    "TerminateSession"),
            "Notebooks",
            Set.of(
                    "CreateNotebook",
                    "CreatePresignedNotebookUrl",
                    "DeleteNotebook",
                    "ExportNotebook",
                    "GetNotebookMetadata",
                    "ImportNotebook",
                    "ListNotebookMetadata",
                    "UpdateNotebook",
                    "UpdateNotebookMetadata"),
            "Capacity reservations",
            Set.of(
                    "CancelCapacityReservation",
                    "CreateCapacityReservation",
                    "DeleteCapacityReservation",
                    "GetCapacityAssignmentConfiguration",
                    "GetCapacityReservation",
                    "ListCapacityReservations",
                    "PutCapacityAssignmentConfiguration",
                    "UpdateCapacityReservation"),
            "Data catalogs other than AwsDataCatalog",
            Set.of("CreateDataCatalog", "DeleteDataCatalog", "UpdateDataCatalog"));

    private static final Map<String, String> REFUSED = byOperation();

    private Refusals() {}

    private static Map<String, String> byOperation() {
        var features = new HashMap<String, String>();
        FEATURES.forEach((feature, operations) -> operations.forEach(operation -> features.put(operation, feature)));
        return Map.copyOf(features);
    }

    /** Why an operation is refused; null if it is none of these. */
    static @Nullable ApiException of(String operation) {
        var feature = REFUSED.get(operation);
        return feature == null
                ? null
                : AthenaErrors.invalid(
                        operation + " is not offered by local-athena: " + feature + " need Amazon Athena");
    }
}
