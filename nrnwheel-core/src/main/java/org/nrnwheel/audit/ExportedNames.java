package org.nrnwheel.audit;

import java.util.Arrays;

/** The names that a library exports, as hashes: enough to tell whether two libraries are copies. Immutable. */
final class ExportedNames {
    private static final int FEW = 8;
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    /** No names. */
    static final ExportedNames NONE = new ExportedNames(new long[0]);

    private final long[] sorted;

    private ExportedNames(long[] sorted) {
        this.sorted = sorted;
    }

    /** Whether the greater part of the smaller library is in the other too. */
    boolean overlap(ExportedNames other) {
        int smaller = Math.min(sorted.length, other.sorted.length);
        int shared = shared(other);
        return smaller > 0 && shared * 2 >= smaller && (shared >= FEW || Arrays.equals(sorted, other.sorted));
    }

    private int shared(ExportedNames other) {
        int shared = 0;
        int i = 0;
        int j = 0;
        while (i < sorted.length && j < other.sorted.length) {
            int order = Long.compare(sorted[i], other.sorted[j]);
            shared += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return shared;
    }

    /** Collects names without keeping them: a library may export a hundred thousand. */
    static final class Collector {
        private long[] values = new long[64];
        private int size;

        /** FNV-1a: two names out of a few million are told apart. */
        void add(String name) {
            long hash = BASIS;
            for (int i = 0; i < name.length(); i++) {
                hash = (hash ^ name.charAt(i)) * PRIME;
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = hash;
        }

        ExportedNames names() {
            long[] copy = Arrays.copyOf(values, size);
            Arrays.sort(copy);
            return new ExportedNames(copy);
        }
    }
}
