package org.nrnwheel.concurrent;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/**
 * Results of work on some things, in their order, of which some are made ahead by other threads: while one takes long, those behind it
 * are made. The threads are its own, since the common ones help with parts of what is worked on. For use by one thread.
 *
 * @param <K> what is worked on
 * @param <T> the results
 */
public final class Ahead<K, T> implements Iterator<T>, AutoCloseable {
    private final Iterator<K> items;
    private final int most;
    private final Function<K, T> work;
    private final ExecutorService threads;
    private final Queue<CompletableFuture<T>> begun = new ArrayDeque<>();
    private volatile boolean isClosed;

    /**
     * Begins the work.
     *
     * @param items what is worked on
     * @param atOnce how many are worked on at once, 1 or more
     * @param most how many results are made or held, 1 or more
     * @param work gives a result; asked by several threads
     */
    public Ahead(List<K> items, int atOnce, int most, Function<K, T> work) {
        this.items = items.iterator();
        this.most = most;
        this.work = work;
        this.threads = Daemons.pool(atOnce, "nrnwheel-ahead");
        begin();
    }

    private void begin() {
        while (begun.size() < most && items.hasNext()) {
            K item = items.next();
            begun.add(CompletableFuture.supplyAsync(() -> result(item), threads));
        }
    }

    private T result(K item) {
        if (isClosed) {
            throw new CancellationException("nobody waits for it");
        }
        return work.apply(item);
    }

    @Override
    public boolean hasNext() {
        return !begun.isEmpty();
    }

    /**
     * Waits for the next result.
     *
     * @return the result
     * @throws NoSuchElementException when all are given
     * @throws RuntimeException what the work threw
     */
    @Override
    public T next() {
        T result = Results.of(begun.remove());
        begin();
        return result;
    }

    /** Begins nothing more, and waits for what is being worked on: what it reads may be closed next. */
    @Override
    public void close() {
        isClosed = true;
        begun.forEach(each -> each.exceptionally(error -> null).join());
        begun.clear();
        threads.shutdown();
    }
}
