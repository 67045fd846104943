package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.glue.GlueStore;
import dev.pallas.local.internal.s3.S3Location;
import dev.pallas.local.internal.s3.S3Objects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of the files that a statement wrote, one location a line; empty if it wrote none. */
final class Manifests {
    private final GlueStore glue;
    private final S3Objects objects;

    Manifests(GlueStore glue, S3Objects objects) {
        this.glue = glue;
        this.objects = objects;
    }

    /** Stores the list beside the result; all files of a location that was empty before. */
    S3Location ofNew(S3Location result, S3Location location, boolean iceberg) throws IOException {
        // besides its data an Iceberg table has metadata
        return of(result, files(iceberg ? location.resolve("data/") : location, ""));
    }

    /** Stores the list beside the result; the files that carry the name of the engine's statement. */
    S3Location ofInsert(S3Location result, ObjectNode table, String engineQueryId) throws IOException {
        var written = new ArrayList<String>();
        var location = directory(table);
        written.addAll(files(location, engineQueryId));
        if (!table.path("PartitionKeys").isEmpty()) {
            var partitions = glue.getPartitions(
                    table.path("DatabaseName").asText(), table.path("Name").asText(), null);
            for (var partition : partitions) {
                var elsewhere = directory(partition);
                if (!elsewhere.toString().startsWith(location.toString())) {
                    written.addAll(files(elsewhere, engineQueryId));
                }
            }
        }
        return of(result, written);
    }

    /** Stores the list beside the result. */
    S3Location of(S3Location result, List<String> files) throws IOException {
        var manifest = location(result);
        var content = files.stream().map(file -> file + "\n").collect(Collectors.joining());
        objects.put(manifest, content.getBytes(StandardCharsets.UTF_8));
        return manifest;
    }

    static S3Location location(S3Location result) {
        return new S3Location(result.bucket(), result.key() + "-manifest.csv");
    }

    private List<String> files(S3Location directory, String prefix) throws IOException {
        return objects.list(directory).stream()
                .map(S3Objects.S3Entry::location)
                .filter(file ->
                        file.key().substring(file.key().lastIndexOf('/') + 1).startsWith(prefix))
                .filter(file -> !file.key().endsWith("/"))
                .map(S3Location::toString)
                .toList();
    }

    private static S3Location directory(ObjectNode described) {
        var location = described.path("StorageDescriptor").path("Location").asText();
        return S3Location.of(location.endsWith("/") ? location : location + "/");
    }
}
