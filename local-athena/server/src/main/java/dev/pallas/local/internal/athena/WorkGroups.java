package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pallas.local.internal.athena.Documents.Kind;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The work groups of the account; {@code primary} is always there. Safe for use by many threads. */
final class WorkGroups {
    static final String PRIMARY = "primary";

    private final Documents documents;

    WorkGroups(Documents documents, @Nullable String primaryOutputLocation, double created) {
        this.documents = documents;
        var configuration = JsonNodeFactory.instance.objectNode();
        var result = configuration.putObject("ResultConfiguration");
        if (primaryOutputLocation != null) {
            result.put("OutputLocation", primaryOutputLocation);
        }
        configuration
                .put("EnforceWorkGroupConfiguration", false)
                .put("PublishCloudWatchMetricsEnabled", false)
                .put("RequesterPaysEnabled", false)
                .put("EnableMinimumEncryptionConfiguration", false);
        configuration.set("EngineVersion", WorkGroup.engineVersion(WorkGroup.AUTO));
        documents.add(
                Kind.WORK_GROUP,
                PRIMARY,
                WorkGroup.create(PRIMARY, null, configuration, created).json());
    }

    /** The work group, or an InvalidRequestException. */
    WorkGroup get(String name) {
        var document = documents.find(Kind.WORK_GROUP, name);
        if (document == null) {
            throw notFound();
        }
        return new WorkGroup(document);
    }

    List<WorkGroup> list() {
        return documents.list(Kind.WORK_GROUP, any -> true).stream()
                .map(WorkGroup::new)
                .toList();
    }

    void add(WorkGroup group) {
        if (!documents.add(Kind.WORK_GROUP, group.name(), group.json())) {
            throw AthenaErrors.invalid("WorkGroup is already created");
        }
    }

    void replace(String name, UnaryOperator<WorkGroup> change) {
        if (!documents.update(
                Kind.WORK_GROUP, name, json -> change.apply(new WorkGroup(json)).json())) {
            throw notFound();
        }
    }

    void remove(String name) {
        documents.remove(Kind.WORK_GROUP, name);
    }

    private static RuntimeException notFound() {
        return AthenaErrors.invalid("WorkGroup is not found.");
    }
}
