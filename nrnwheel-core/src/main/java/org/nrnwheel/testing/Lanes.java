package org.nrnwheel.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Checks side by side: those that go on from one another are a lane, in order; lanes run at once, since each check has a
 * directory of its own.
 */
final class Lanes {
    private final List<List<Check>> lanes;
    private final List<Check> inOrder;

    private Lanes(List<List<Check>> lanes, List<Check> inOrder) {
        this.lanes = lanes;
        this.inOrder = List.copyOf(inOrder);
    }

    /** Sorts checks into lanes. */
    static Lanes of(List<Check> checks) {
        Map<String, List<Check>> byName = new LinkedHashMap<>();
        List<List<Check>> lanes = new ArrayList<>();
        for (Check check : checks) {
            List<Check> lane = check.after().map(byName::get).orElse(null);
            if (lane == null) {
                lane = new ArrayList<>();
                lanes.add(lane);
            }
            lane.add(check);
            byName.put(check.name(), lane);
        }
        return new Lanes(lanes, checks);
    }

    /** What is done with each check. */
    @FunctionalInterface
    interface Work {
        void run(Check check) throws InterruptedException;
    }

    /** Does the work for every check; when this thread is interrupted, that of the others is too, and has ended before. */
    void run(int atOnce, Work work) throws InterruptedException {
        int threads = Math.min(atOnce, lanes.size());
        if (threads <= 1) {
            run(inOrder, work);
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "nrnwheel-check");
            thread.setDaemon(true);
            return thread;
        });
        try {
            // those that may take longest first, so that the last ones end together
            lanes.sort(Comparator.comparing(Lanes::limit).reversed());
            List<Callable<Boolean>> tasks = new ArrayList<>();
            lanes.forEach(lane -> tasks.add(() -> {
                run(lane, work);
                return true;
            }));
            for (Future<Boolean> done : pool.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw thrown(e);
        } finally {
            end(pool);
        }
    }

    private static void run(List<Check> lane, Work work) throws InterruptedException {
        for (Check check : lane) {
            work.run(check);
        }
    }

    private static RuntimeException thrown(ExecutionException failure) throws InterruptedException {
        if (failure.getCause() instanceof InterruptedException interrupted) {
            throw interrupted;
        } else if (failure.getCause() instanceof Error error) {
            throw error;
        } else if (failure.getCause() instanceof RuntimeException error) {
            return error;
        }
        return new IllegalStateException(failure);
    }

    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try {
                if (pool.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration limit(List<Check> lane) {
        return lane.stream().map(Check::timeLimit).reduce(Duration.ZERO, Duration::plus);
    }
}
