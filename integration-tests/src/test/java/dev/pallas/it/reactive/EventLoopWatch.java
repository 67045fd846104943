package dev.pallas.it.reactive;

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
        do {
            Thread.getAllStackTraces().forEach(this::look);
            looks++;
        } while (!ended);
    }

    private void look(Thread thread, StackTraceElement[] stack) {
        var waiting =
                switch (thread.getState()) {
                    case BLOCKED, WAITING, TIMED_WAITING -> true;
                    default -> false;
                };
        if (waiting && thread.getName().startsWith("vert.x-eventloop")) {
            for (var frame : stack) {
                if (frame.getClassName().startsWith("dev.pallas.")) {
                    waits.add(thread.getName() + ": " + List.of(stack));
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
