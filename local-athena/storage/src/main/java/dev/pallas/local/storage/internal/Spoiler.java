package dev.pallas.local.storage.internal;

import dev.pallas.local.storage.api.Fault;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gaul.shaded.org.eclipse.jetty.server.Request;

/** Lets connections go wrong. What waits here waits without a thread. */
final class Spoiler {
    private final ScheduledExecutorService timer;

    Spoiler(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** True if the request is to wait; it is handled again when the time has come. */
    boolean delays(Request base, Fault fault) {
        if (fault.delayMillis() <= 0) {
            return false;
        }
        var later = suspend(base);
        after(fault.delayMillis(), later::dispatch);
        return true;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the tasks hand over to other threads and cannot fail
    private void after(long millis, Runnable task) {
        timer.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    private static AsyncContext suspend(Request base) {
        var suspended = base.startAsync();
        suspended.setTimeout(0);
        return suspended;
    }

    /** Ends the connection in a way that the other side sees as a reset, not as an end. */
    static void reset(Request base) throws IOException {
        var channel = base.getHttpChannel();
        if (channel.getEndPoint().getTransport() instanceof SocketChannel socket) {
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        channel.abort(new IOException("the connection is reset on purpose"));
    }

    /** Sends a body at its pace, and ends the answer after it. */
    void send(Request base, SpoiledResponse response, Fault fault) {
        var suspended = suspend(base);
        var executor = base.getHttpChannel().getConnector().getExecutor();
        new Drip(suspended, base, response, fault.bytesPerSecond(), executor).next();
    }

    /** A body on its way; some bytes at a time. */
    private final class Drip {
        /** How often bytes are sent, if there are enough for it. */
        private static final long STEPS_PER_SECOND = 20;

        private final AsyncContext suspended;
        private final Request base;
        private final SpoiledResponse response;
        private final Executor executor;
        private final int step;
        private final long pauseMillis;

        /** @param speed in bytes per second; 0 for as fast as it goes */
        Drip(AsyncContext suspended, Request base, SpoiledResponse response, long speed, Executor executor) {
            this.suspended = suspended;
            this.base = base;
            this.response = response;
            this.executor = executor;
            step = speed == 0 ? Integer.MAX_VALUE : (int) Math.min(1 << 20, Math.max(1, speed / STEPS_PER_SECOND));
            pauseMillis = speed == 0 ? 0 : Math.max(1, step * 1000L / speed);
        }

        void next() {
            executor.execute(() -> {
                try {
                    sendSome();
                } catch (IOException e) {
                    // the client has gone
                    suspended.complete();
                }
            });
        }

        private void sendSome() throws IOException {
            if (!response.sendSome(step)) {
                if (response.isCut()) {
                    reset(base);
                }
                suspended.complete();
            } else {
                after(pauseMillis, this::next);
            }
        }
    }
}
