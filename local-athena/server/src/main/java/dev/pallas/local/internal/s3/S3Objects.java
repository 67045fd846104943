package dev.pallas.local.internal.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Objects in this process's own S3 endpoint. Safe for use by many threads. */
public interface S3Objects extends AutoCloseable {
    /**
     * Opens an object for writing. It is there when the stream was closed without an error, and replaces what was there; small objects are
     * sent in one request, large ones in parts as they grow, so that at most one part is held in memory.
     */
    S3Output create(S3Location location);

    /** Writes a whole object. */
    void put(S3Location location, byte[] content) throws IOException;

    /** Writes a whole object on a thread of this client's own; it fails with the {@link IOException} that {@link #put} would throw. */
    CompletableFuture<Void> putLater(S3Location location, byte[] content);

    /**
     * Opens an object for reading.
     *
     * @throws java.io.FileNotFoundException if there is no such object or bucket
     */
    InputStream open(S3Location location) throws IOException;

    /**
     * Opens an object for reading from a place on. Closing it early costs nothing but the connection.
     *
     * @param from in bytes, less than the object's size unless 0
     * @throws java.io.FileNotFoundException if there is no such object or bucket, or nothing at that place
     */
    InputStream open(S3Location location, long from) throws IOException;

    /** Objects whose key starts with the location's key, in the order of their keys. */
    List<S3Entry> list(S3Location prefix) throws IOException;

    /** Deletes one object; fine if it is not there. */
    void delete(S3Location location) throws IOException;

    /** Deletes all objects whose key starts with the location's key. */
    void deletePrefix(S3Location prefix) throws IOException;

    boolean exists(S3Location location) throws IOException;

    boolean bucketExists(String bucket) throws IOException;

    /** Makes a bucket; fine if it is there. */
    void createBucket(String bucket) throws IOException;

    @Override
    void close();

    /**
     * An object.
     *
     * @param size in bytes
     */
    record S3Entry(S3Location location, long size) {}

    /** An object that is being written. One thread at a time. */
    abstract class S3Output extends OutputStream {
        /** Gives up: nothing is stored, and closing the stream does nothing more. */
        public abstract void abort();
    }
}
