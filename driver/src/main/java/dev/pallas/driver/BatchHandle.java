package dev.pallas.driver;

import java.util.concurrent.CompletionStage;

/** A batch on its way. Thread-safe; no method blocks. */
public interface BatchHandle {

    /** Fails with the {@link AthenaException} of the first statement that failed; later ones are not started. */
    CompletionStage<BatchResult> completion();

    /** Stops the statement that runs and starts no other. */
    CompletionStage<Void> cancel();
}
