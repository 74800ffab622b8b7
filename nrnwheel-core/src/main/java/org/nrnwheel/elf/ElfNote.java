package org.nrnwheel.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A note.
 *
 * @param owner who defines it, e.g. {@code GNU}
 * @param type what it is, by its owner
 * @param content its bytes, for reading, in the file's byte order
 */
public record ElfNote(String owner, long type, ByteBuffer content) {
    /** Type of GNU's note with the system that is needed. */
    public static final long NT_GNU_ABI_TAG = 1;
    /** Type of GNU's note with the build's identifier. */
    public static final long NT_GNU_BUILD_ID = 3;
    /** Type of GNU's note with properties. */
    public static final long NT_GNU_PROPERTY_TYPE_0 = 5;

    private static final int HEADER = 12;

    /** Keeps a view that nobody can write through or move. */
    public ElfNote {
        content = content.slice().asReadOnlyBuffer().order(content.order());
    }

    /**
     * Returns the note's bytes.
     *
     * @return a view of its own, for reading, in the file's byte order
     */
    @Override
    public ByteBuffer content() {
        return content.duplicate().order(content.order());
    }

    /** Says whether this is a note of GNU of a type. */
    boolean isGnu(long wanted) {
        return owner.equals("GNU") && type == wanted;
    }

    /** Reads the notes of a segment. No loader needs them, so what does not fit into the segment ends them silently. */
    static List<ElfNote> parse(ElfBytes from, ProgramHeader segment) {
        List<ElfNote> notes = new ArrayList<>();
        long align = segment.alignment() == 8 ? 8 : 4;
        long end = from.holds(segment.offset(), segment.fileSize()) ? segment.offset() + segment.fileSize() : 0;
        long at = segment.offset();
        while (at + HEADER <= end) {
            long nameSize = from.u32(at, "n_namesz");
            long size = from.u32(at + 4, "n_descsz");
            long content = at + up(HEADER + nameSize, align);
            if (content + size > end) {
                break;
            }
            notes.add(new ElfNote(
                    owner(from, at + HEADER, nameSize),
                    from.u32(at + 8, "n_type"),
                    from.view(content, size, "a note")));
            at = content + up(size, align);
        }
        return List.copyOf(notes);
    }

    private static String owner(ElfBytes from, long at, long size) {
        String owner = new String(from.copy(at, size, "a note's owner"), StandardCharsets.ISO_8859_1);
        return owner.substring(0, owner.indexOf('\0') < 0 ? owner.length() : owner.indexOf('\0'));
    }

    private static long up(long value, long align) {
        return (value + align - 1) & -align;
    }
}
