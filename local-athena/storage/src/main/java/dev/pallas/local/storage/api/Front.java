package dev.pallas.local.storage.api;

import java.io.Closeable;
import java.io.IOException;

/** The one HTTP endpoint of the process: Athena, Glue, S3 and the control API. */
public interface Front extends Closeable {
    /** The port that clients use. Taken from the start on; who connects before {@link #open()} waits. */
    int port();

    /** The port of the process itself and its engine, on the loopback interface, which no fault, quota or count touches. */
    int internalPort();

    /** Begins to answer clients. */
    void open() throws IOException;
}
