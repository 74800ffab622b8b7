package org.nrnwheel.elf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The strings for dynamic linking while they are edited. A string may be the end of another one, so room becomes free only
 * where nobody else uses it. What becomes free is zeroed, then taken for new strings; what does not fit is appended. Bytes that
 * nobody is known to use are left alone: somebody unknown may.
 */
final class StringPool {
    private final BitSet used;
    private final BitSet freed = new BitSet();
    private final int oldSize;
    private final Map<String, Long> placed = new HashMap<>();
    private byte[] table;
    private int size;

    /**
     * Starts from a table.
     *
     * @param table its bytes, which are changed
     * @param used which of them are in use
     */
    StringPool(byte[] table, BitSet used) {
        this.table = table;
        this.used = used;
        this.oldSize = table.length;
        this.size = table.length;
    }

    /** Zeroes a string that is no longer used, as far as no other string shares its bytes. */
    void free(long offset) {
        for (int i = (int) offset; i < oldSize && table[i] != 0; i++) {
            if (!used.get(i)) {
                table[i] = 0;
                freed.set(i);
            }
        }
    }

    /** Returns where a string is, placing it when it is not there. */
    long place(String text) {
        return placed.computeIfAbsent(text, key -> (long) put((key + "\0").getBytes(StandardCharsets.UTF_8)));
    }

    private int put(byte[] string) {
        int found = find(string);
        int at = found >= 0 ? found : free(string.length);
        if (at < 0) {
            at = size;
            table = Arrays.copyOf(table, size + string.length);
            size = table.length;
        }
        System.arraycopy(string, 0, table, at, string.length);
        freed.clear(at, at + string.length);
        return at;
    }

    /** A string that is there already, maybe as the end of another. It ends where a NUL is, and few bytes are one. */
    private int find(byte[] string) {
        for (int end = string.length; end < size; end++) {
            if (table[end] == 0 && endsAt(end, string)) {
                return end + 1 - string.length;
            }
        }
        return -1;
    }

    private boolean endsAt(int end, byte[] string) {
        return Arrays.equals(table, end + 1 - string.length, end + 1, string, 0, string.length);
    }

    /** Room that became free; the NUL behind it ends a string that fills it. */
    private int free(int length) {
        for (int at = freed.nextSetBit(0); at >= 0; at = freed.nextSetBit(freed.nextClearBit(at))) {
            int room = freed.nextClearBit(at) - at;
            boolean ended = at + room < size && table[at + room] == 0;
            if (length <= (ended ? room + 1 : room)) {
                return at;
            }
        }
        return -1;
    }

    boolean hasGrown() {
        return size > oldSize;
    }

    byte[] bytes() {
        return table;
    }
}
