package org.nrnwheel.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A property of GNU's property note ("Linux Extensions to gABI").
 *
 * @param type what it is, e.g. {@link #X86_ISA_1_NEEDED}
 * @param value its first four bytes as a number, or 0 when it has fewer
 */
public record GnuProperty(long type, long value) {
    /** Which instruction sets of x86 are needed: bit 0 baseline, 1 v2, 2 v3, 3 v4. */
    public static final long X86_ISA_1_NEEDED = 0xc0008002L;
    /** Which instruction sets of x86 are used: the same bits. */
    public static final long X86_ISA_1_USED = 0xc0010002L;
    /** Which protections of x86 hold: bit 0 indirect branch tracking, 1 shadow stack. */
    public static final long X86_FEATURE_1_AND = 0xc0000002L;
    /** Which protections of AArch64 hold: bit 0 branch targets, 1 pointer authentication. */
    public static final long AARCH64_FEATURE_1_AND = 0xc0000000L;

    /** Reads the properties of a note; what does not fit into it ends them. */
    static List<GnuProperty> parse(ElfBytes from, ElfNote note) {
        List<GnuProperty> properties = new ArrayList<>();
        ByteBuffer content = note.content();
        int align = from.wordSize();
        int at = 0;
        while (content.limit() - at >= 2 * Integer.BYTES) {
            long type = content.getInt(at) & 0xffffffffL;
            long size = content.getInt(at + 4) & 0xffffffffL;
            int value = at + 2 * Integer.BYTES;
            if (size > content.limit() - value) {
                break;
            }
            properties.add(new GnuProperty(type, size < 4 ? 0 : content.getInt(value) & 0xffffffffL));
            long next = value + ((size + align - 1) & -align);
            if (next > content.limit()) {
                break;
            }
            at = (int) next;
        }
        return List.copyOf(properties);
    }
}
