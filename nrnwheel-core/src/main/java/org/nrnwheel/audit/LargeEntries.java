package org.nrnwheel.audit;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * Memory outside the heap for a wheel's entries that are too large for it. They are read one at a time, into the same memory: it is
 * only given back when a collection happens to run.
 */
final class LargeEntries {
    private ByteBuffer kept = ByteBuffer.allocate(0);

    synchronized <T> T oneAtATime(Supplier<T> reading) {
        return reading.get();
    }

    /** Room that may be used until the reading that asks for it ends. */
    synchronized ByteBuffer room(int size) {
        if (kept.capacity() < size) {
            kept = ByteBuffer.allocateDirect(size);
        }
        return kept.duplicate().clear().limit(size);
    }
}
