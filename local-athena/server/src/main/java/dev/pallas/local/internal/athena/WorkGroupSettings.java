package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.s3.S3Location;
import java.util.List;

/** The configuration of a work group: what it becomes by a request, and what a request cannot make of it. */
final class WorkGroupSettings {
    static final List<String> ENGINE_VERSIONS = List.of(WorkGroup.AUTO, WorkGroup.ENGINE_VERSION);

    private static final String MANAGED = "ManagedQueryResultsConfiguration";
    private static final String RESULT = "ResultConfiguration";
    private static final String ENCRYPTION = "EncryptionConfiguration";

    /** What an update sets as it is. */
    private static final List<String> PLAIN = List.of(
            "EnforceWorkGroupConfiguration",
            "PublishCloudWatchMetricsEnabled",
            "BytesScannedCutoffPerQuery",
            "RequesterPaysEnabled",
            "AdditionalConfiguration",
            "ExecutionRole",
            "MonitoringConfiguration",
            "EngineConfiguration",
            "CustomerContentEncryptionConfiguration",
            "EnableMinimumEncryptionConfiguration",
            "QueryResultsS3AccessGrantsConfiguration");

    private WorkGroupSettings() {}

    /** The configuration of a new work group. */
    static ObjectNode create(Request given) {
        var configuration = given.body().deepCopy();
        if (given.structure("IdentityCenterConfiguration").flag("EnableIdentityCenter")) {
            throw AthenaErrors.invalid("IAM Identity Center is not offered by local-athena: sign in with access keys");
        }
        putDefault(configuration, "EnforceWorkGroupConfiguration", true);
        putDefault(configuration, "PublishCloudWatchMetricsEnabled", true);
        putDefault(configuration, "RequesterPaysEnabled", false);
        putDefault(configuration, "EnableMinimumEncryptionConfiguration", false);
        engineVersion(configuration, given);
        check(configuration);
        return configuration;
    }

    private static void putDefault(ObjectNode configuration, String name, boolean value) {
        if (!configuration.has(name)) {
            configuration.put(name, value);
        }
    }

    /** The configuration after an update. */
    static ObjectNode update(ObjectNode before, Request updates) {
        var configuration = before.deepCopy();
        for (var name : PLAIN) {
            if (updates.has(name)) {
                configuration.set(name, updates.node(name));
            }
        }
        if (updates.flag("RemoveBytesScannedCutoffPerQuery")) {
            configuration.remove("BytesScannedCutoffPerQuery");
        }
        if (updates.flag("RemoveCustomerContentEncryptionConfiguration")) {
            configuration.remove("CustomerContentEncryptionConfiguration");
        }
        if (updates.has("EngineVersion")) {
            engineVersion(configuration, updates);
        }
        var result = updates.structure("ResultConfigurationUpdates");
        for (var name : List.of("OutputLocation", ENCRYPTION, "ExpectedBucketOwner", "AclConfiguration")) {
            updateMember(configuration, RESULT, name, result);
        }
        var managed = updates.structure("ManagedQueryResultsConfigurationUpdates");
        updateMember(configuration, MANAGED, "Enabled", managed);
        updateMember(configuration, MANAGED, ENCRYPTION, managed);
        check(configuration);
        return configuration;
    }

    /** Sets a member of a structure, or removes it, which wins. */
    private static void updateMember(ObjectNode configuration, String structure, String name, Request updates) {
        if (updates.flag("Remove" + name)) {
            configuration.withObject("/" + structure).remove(name);
        } else if (updates.has(name)) {
            configuration.withObject("/" + structure).set(name, updates.node(name));
        }
    }

    private static void engineVersion(ObjectNode configuration, Request given) {
        var selected = given.structure("EngineVersion").text("SelectedEngineVersion", WorkGroup.AUTO);
        if (!ENGINE_VERSIONS.contains(selected)) {
            throw AthenaErrors.invalid("Engine version " + selected + " is not offered; use one of " + ENGINE_VERSIONS);
        }
        configuration.set("EngineVersion", WorkGroup.engineVersion(selected));
    }

    private static void check(ObjectNode configuration) {
        var result = new Request(configuration).structure(RESULT);
        checkResult(result);
        if (configuration.path(MANAGED).path("Enabled").asBoolean(false)
                && !result.body().isEmpty()) {
            throw AthenaErrors.invalid(
                    "ResultConfiguration cannot be specified when ManagedQueryResultsConfiguration is enabled");
        }
    }

    /** Checks where and how results are to be stored, for a work group and for a query alike. */
    static void checkResult(Request result) {
        var location = result.optionalText("OutputLocation");
        if (location != null && !location.isEmpty()) {
            location(location);
        }
        var encryption = result.structure(ENCRYPTION);
        var option = encryption.optionalText("EncryptionOption");
        if (option != null
                && !option.equals("SSE_S3")
                && encryption.text("KmsKey", "").isEmpty()) {
            throw AthenaErrors.invalid("KmsKey is required when EncryptionOption is " + option);
        }
    }

    /** A place for results; ends with a slash. */
    static S3Location location(String location) {
        try {
            if (location.startsWith("s3://")) {
                return S3Location.of(location.endsWith("/") ? location : location + "/");
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw AthenaErrors.invalid("outputLocation is not a valid S3 path.");
    }
}
