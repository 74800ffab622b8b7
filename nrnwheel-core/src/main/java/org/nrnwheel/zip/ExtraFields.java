package org.nrnwheel.zip;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The extra fields of an entry: number, length, bytes, one after the other (APPNOTE 4.5.1). Immutable. */
final class ExtraFields {
    /** Sizes of 4 GiB and more. */
    static final int ZIP64 = 0x0001;

    /** A second name. */
    static final int UNICODE_PATH = 0x7075;

    private static final int HEADER = 4;
    /** Two sizes, an offset and the number of a disk, of which a local header needs the sizes (APPNOTE 4.5.3). */
    private static final Set<Integer> ZIP64_LENGTHS = Set.of(0, 8, 16, 24, 28);

    private static final Set<Integer> ONCE = Set.of(ZIP64, UNICODE_PATH);

    private final ByteBuffer bytes;

    ExtraFields(ByteBuffer from, int start, int length) {
        this.bytes = from.slice(start, length).order(from.order());
    }

    /** Returns a field's bytes: those of the first of its number, none when there is no such field. */
    ByteBuffer field(int id) {
        int at = 0;
        while (at + HEADER <= bytes.limit()) {
            int size = Math.min(Little.u16(bytes, at + 2), bytes.limit() - at - HEADER);
            if (Little.u16(bytes, at) == id) {
                return bytes.slice(at + HEADER, size).order(bytes.order());
            }
            at += HEADER + size;
        }
        return ByteBuffer.allocate(0);
    }

    /** Says whether no field goes beyond the end. */
    boolean isWhole() {
        int at = 0;
        while (at + HEADER <= bytes.limit()) {
            at += HEADER + Little.u16(bytes, at + 2);
        }
        return at == bytes.limit();
    }

    /** Says what readers of a local header do not agree about: a field beyond the end, one that stands twice, odd large sizes. */
    Optional<String> problem() {
        if (!isWhole()) {
            return Optional.of("extra fields that go beyond their end");
        }
        Set<Integer> seen = new HashSet<>();
        int at = 0;
        while (at < bytes.limit()) {
            int id = Little.u16(bytes, at);
            int length = Little.u16(bytes, at + 2);
            if (id == ZIP64 && !ZIP64_LENGTHS.contains(length)) {
                return Optional.of("an extra field of large sizes (0x0001) of " + length + " bytes");
            }
            if (!seen.add(id) && ONCE.contains(id)) {
                return Optional.of(String.format("the extra field 0x%04x twice", id));
            }
            at += HEADER + length;
        }
        return Optional.empty();
    }
}
