package org.nrnwheel.audit;

import java.util.Arrays;

/** The names that a library exports, as hashes: enough to tell whether two libraries are copies. Immutable. */
final class ExportedNames {
    private static final int FEW = 8;
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    /** No names. */
    static final ExportedNames NONE = new ExportedNames(new long[0]);

    /** As they came: most are never compared. */
    private final long[] values;

    private ExportedNames(long[] values) {
        this.values = values;
    }

    /** Whether the greater part of the smaller library is in the other too. */
    boolean overlap(ExportedNames other) {
        long[] ours = sorted();
        long[] theirs = other.sorted();
        int smaller = Math.min(ours.length, theirs.length);
        int shared = shared(ours, theirs);
        return smaller > 0 && shared * 2 >= smaller && (shared >= FEW || Arrays.equals(ours, theirs));
    }

    private long[] sorted() {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static int shared(long[] ours, long[] theirs) {
        int shared = 0;
        int i = 0;
        int j = 0;
        while (i < ours.length && j < theirs.length) {
            int order = Long.compare(ours[i], theirs[j]);
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
            return new ExportedNames(Arrays.copyOf(values, size));
        }
    }
}
