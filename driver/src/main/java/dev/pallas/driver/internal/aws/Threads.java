package dev.pallas.driver.internal.aws;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

/**
 * The threads of all clients of this JVM, four of them however many queries run: one for the network, two for answers and what
 * follows from them, one for timers. They live as long as a client is open.
 */
final class Threads {
    /**
     * With two, a request is sometimes never answered: its connection is refused on one thread, its pool lives on the other, and the
     * failure is lost between them (seen with version 2.54.14 of the SDK, within a few attempts).
     */
    private static final int NETWORK = 1;

    private static final int WORKERS = 2;

    private static @Nullable Threads current;

    private final SdkEventLoopGroup network;
    private final ExecutorService workers;
    private final ScheduledThreadPoolExecutor timer;
    /** By the account, so that clients of different settings share its quota. */
    private final Map<Object, Pacer> pacers = new HashMap<>();

    private int users;

    private Threads() {
        network = SdkEventLoopGroup.builder()
                .numberOfThreads(NETWORK)
                .threadFactory(factory("pallas-network-"))
                .build();
        workers = Executors.newFixedThreadPool(WORKERS, factory("pallas-worker-"));
        timer = new ScheduledThreadPoolExecutor(1, factory("pallas-timer-"));
        timer.setRemoveOnCancelPolicy(true);
    }

    static synchronized Threads acquire() {
        var threads = current;
        if (threads == null) {
            threads = new Threads();
            current = threads;
        }
        threads.users++;
        return threads;
    }

    /** Gives the threads back; the last one to do so ends them, and waits for that. Not to be called on one of them. */
    void release() {
        synchronized (Threads.class) {
            if (--users > 0) {
                return;
            }
            if (current == this) {
                current = null;
            }
        }
        timer.shutdownNow();
        network.eventLoopGroup().shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
        workers.shutdown();
    }

    SdkEventLoopGroup network() {
        return network;
    }

    ExecutorService workers() {
        return workers;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** The pacer of an account in a region; the key says which. */
    synchronized Pacer pacer(Object account) {
        return pacers.computeIfAbsent(
                account,
                unused -> new Pacer(workers, timer, Clock.systemUTC(), () -> ThreadLocalRandom.current()
                        .nextDouble()));
    }

    private static ThreadFactory factory(String prefix) {
        var count = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
