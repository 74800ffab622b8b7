package org.nrnwheel.concurrent;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that do not keep a JVM running. */
final class Daemons {
    private Daemons() {}

    static ExecutorService pool(int most, String name) {
        return Executors.newFixedThreadPool(most, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
