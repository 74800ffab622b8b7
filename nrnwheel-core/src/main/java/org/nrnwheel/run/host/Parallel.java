package org.nrnwheel.run.host;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Does small waiting jobs side by side, on named daemon threads that end with them. */
final class Parallel {
    private static final int AT_ONCE = 8;

    private Parallel() {}

    /** Applies a function to each item and keeps the order. */
    static <T, R> List<R> map(String role, List<T> items, Function<T, R> function) {
        Semaphore places = new Semaphore(AT_ONCE);
        List<FutureTask<R>> tasks = new ArrayList<>();
        for (T item : items) {
            FutureTask<R> task = new FutureTask<>(() -> {
                places.acquireUninterruptibly();
                try {
                    return function.apply(item);
                } finally {
                    places.release();
                }
            });
            Thread thread = new Thread(task, "nrnwheel-" + role + "-" + tasks.size());
            thread.setDaemon(true);
            thread.start();
            tasks.add(task);
        }
        return tasks.stream().map(Parallel::result).toList();
    }

    private static <R> R result(FutureTask<R> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
