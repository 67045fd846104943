package dev.pallas.it.driver;

import dev.pallas.it.LocalAthenaServer;
import dev.pallas.local.LocalAthena;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What is in the bucket of results, under a prefix that a test has for itself. */
record Bucket(String prefix) {
    private static final String NAME = "pallas-results";

    String location() {
        return "s3://" + NAME + "/" + prefix;
    }

    /** The keys of the files that the driver makes for itself. */
    List<String> ownFiles() {
        return ownFiles(LocalAthenaServer.get());
    }

    /** As above, on another server. */
    List<String> ownFiles(LocalAthena server) {
        try (var s3 = S3AsyncClient.builder()
                .endpointOverride(server.s3Endpoint())
                .forcePathStyle(true)
                .region(Region.of(server.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey())))
                .build()) {
            return s3.listObjectsV2(list -> list.bucket(NAME).prefix(prefix + "pallas/")).join().contents().stream()
                    .map(S3Object::key)
                    .toList();
        }
    }
}
