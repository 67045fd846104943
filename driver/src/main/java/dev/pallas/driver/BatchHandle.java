package dev.pallas.driver;

import java.util.concurrent.CompletionStage;

/** A batch on its way. Thread-safe; no method blocks. */
public interface BatchHandle {

    /** Fails with the {@link AthenaException} of the first statement that failed; later ones are not started. */
    CompletionStage<BatchResult> completion();

    /**
     * What has been written up to now, which after a failure is what stays written: the update counts of the first rows, as far
     * as their statements have succeeded, and those statements. No request is sent.
     */
    BatchResult soFar();

    /** Stops the statement that runs and starts no other. */
    CompletionStage<Void> cancel();
}
