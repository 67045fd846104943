package dev.pallas.it.reactive;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;

/** Looks at the event loops again and again: one that waits while it runs our code is blocked by it. */
final class EventLoopWatch extends Thread {
    private final List<String> waits = new ArrayList<>();
    private volatile boolean ended;
    private long looks;

    private EventLoopWatch() {
        super("event-loop-watch");
    }

    static EventLoopWatch begin() {
        var watch = new EventLoopWatch();
        watch.start();
        return watch;
    }

    @Override
    public void run() {
        // what a thread does and whether it waits, of one and the same moment
        var threads = ManagementFactory.getThreadMXBean();
        do {
            for (var thread : threads.dumpAllThreads(false, false)) {
                look(thread);
            }
            looks++;
        } while (!ended);
    }

    private void look(ThreadInfo thread) {
        var waiting =
                switch (thread.getThreadState()) {
                    case BLOCKED, WAITING, TIMED_WAITING -> true;
                    default -> false;
                };
        if (waiting && thread.getThreadName().startsWith("vert.x-eventloop")) {
            for (var frame : thread.getStackTrace()) {
                if (frame.getClassName().startsWith("dev.pallas.")) {
                    waits.add(thread.getThreadName() + ": " + List.of(thread.getStackTrace()));
                    return;
                }
            }
        }
    }

    void end() throws InterruptedException {
        ended = true;
        join();
    }

    long looks() {
        return looks;
    }

    List<String> waits() {
        return waits;
    }
}
