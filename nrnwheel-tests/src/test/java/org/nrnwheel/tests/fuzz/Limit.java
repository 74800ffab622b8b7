package org.nrnwheel.tests.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much memory reading may take: a fixed part and a multiple of the input's size. All that is allocated counts, whether it
 * is free again or not, so what is held at one moment is less.
 */
final class Limit {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Limit() {}

    /** Reads, a second time when the first took too much: it may have loaded classes. */
    static void hold(long fixed, long multiple, byte[] input, Runnable read) {
        long most = fixed + multiple * input.length;
        if (used(read) > most) {
            long used = used(read);
            if (used > most) {
                throw new AssertionError("it took " + used + " bytes of memory; the limit is " + most);
            }
        }
    }

    private static long used(Runnable read) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        read.run();
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }
}
