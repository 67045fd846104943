package dev.pallas.local.internal.s3;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Objects of S3, and besides them those that belong to the service alone: they are files in a folder, in a bucket that no client can name.
 */
public final class ManagedObjects implements S3Objects {
    /** Where the service's own objects are. A slash is in no bucket's name. */
    public static final S3Location ROOT = new S3Location("/managed", "");

    private static final String PART = ".part";

    private final S3Objects others;
    private final Path folder;

    /** @param folder made if it is not there */
    public ManagedObjects(S3Objects others, Path folder) throws IOException {
        this.others = others;
        this.folder = Files.createDirectories(folder);
    }

    private static boolean isManaged(S3Location location) {
        return location.bucket().equals(ROOT.bucket());
    }

    private Path file(S3Location location) {
        var file = folder.resolve(location.key()).normalize();
        if (!file.startsWith(folder)) {
            throw new IllegalArgumentException("not in the folder: " + location);
        }
        return file;
    }

    @Override
    public S3Output create(S3Location location) {
        if (!isManaged(location)) {
            return others.create(location);
        }
        try {
            return new FileOutput(file(location));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void put(S3Location location, byte[] content) throws IOException {
        if (isManaged(location)) {
            try (var out = new FileOutput(file(location))) {
                out.write(content);
            }
        } else {
            others.put(location, content);
        }
    }

    @Override
    public CompletableFuture<Void> putLater(S3Location location, byte[] content) {
        if (!isManaged(location)) {
            return others.putLater(location, content);
        }
        try {
            put(location, content);
            return CompletableFuture.completedFuture(null);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public InputStream open(S3Location location) throws IOException {
        return isManaged(location) ? open(location, 0) : others.open(location);
    }

    @Override
    public InputStream open(S3Location location, long from) throws IOException {
        if (!isManaged(location)) {
            return others.open(location, from);
        }
        try {
            var in = Files.newInputStream(file(location));
            in.skipNBytes(from);
            return new BufferedInputStream(in);
        } catch (NoSuchFileException e) {
            var missing = new FileNotFoundException(location.toString());
            missing.initCause(e);
            throw missing;
        }
    }

    @Override
    public List<S3Entry> list(S3Location prefix) throws IOException {
        if (!isManaged(prefix)) {
            return others.list(prefix);
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> new S3Location(
                            ROOT.bucket(), folder.relativize(file).toString()))
                    .filter(location -> location.key().startsWith(prefix.key())
                            && !location.key().endsWith(PART))
                    .sorted((a, b) -> a.key().compareTo(b.key()))
                    .map(location ->
                            new S3Entry(location, file(location).toFile().length()))
                    .toList();
        }
    }

    @Override
    public void delete(S3Location location) throws IOException {
        if (isManaged(location)) {
            Files.deleteIfExists(file(location));
        } else {
            others.delete(location);
        }
    }

    @Override
    public void deletePrefix(S3Location prefix) throws IOException {
        if (isManaged(prefix)) {
            for (var entry : list(prefix)) {
                delete(entry.location());
            }
        } else {
            others.deletePrefix(prefix);
        }
    }

    @Override
    public boolean exists(S3Location location) throws IOException {
        return isManaged(location) ? Files.isRegularFile(file(location)) : others.exists(location);
    }

    @Override
    public boolean bucketExists(String bucket) throws IOException {
        return bucket.equals(ROOT.bucket()) || others.bucketExists(bucket);
    }

    @Override
    public void createBucket(String bucket) throws IOException {
        others.createBucket(bucket);
    }

    @Override
    public void close() {
        others.close();
    }

    /** A file that is there when it is whole. */
    private static final class FileOutput extends S3Output {
        private final Path file;
        private final Path part;
        private final OutputStream out;
        private boolean ended;

        FileOutput(Path file) throws IOException {
            this.file = file;
            this.part = file.resolveSibling(file.getFileName() + PART);
            Files.createDirectories(file.getParent());
            this.out = Files.newOutputStream(part);
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            if (!ended) {
                ended = true;
                out.close();
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }

        @Override
        public void abort() {
            if (!ended) {
                ended = true;
                try {
                    out.close();
                    Files.deleteIfExists(part);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
