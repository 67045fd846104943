package dev.pallas.driver.internal.result;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Requests to S3 whose connection failed: the SDK sends again only what the service has answered. */
final class Reconnection {
    private static final int TRIES = 6;
    private static final long FIRST_PAUSE_MILLIS = 50;

    private Reconnection() {}

    /**
     * Sends once more after a pause, which is longer with each try.
     *
     * @param failure why the last try failed
     * @param tries how many have failed before it, one after the other
     * @param next sends once more, on the timer's thread
     * @return false when that would be in vain: the service has refused, enough tries have failed, or the client has been closed
     */
    static boolean schedule(ScheduledExecutorService timer, Throwable failure, int tries, Runnable next) {
        if (tries >= TRIES || failure instanceof AwsServiceException) {
            return false;
        }
        try {
            var unused = timer.schedule(next, FIRST_PAUSE_MILLIS << tries, TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }
}
