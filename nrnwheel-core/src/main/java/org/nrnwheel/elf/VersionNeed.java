package org.nrnwheel.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Versions that are needed of one library, {@code Verneed}.
 *
 * @param library soname of the library
 * @param versions what is needed of it
 */
public record VersionNeed(String library, List<RequiredVersion> versions) {
    private static final int SIZE = 16;
    private static final String NEED = "a version need";
    private static final String VERSION = "a needed version";

    /** Copies the list. */
    public VersionNeed {
        versions = List.copyOf(versions);
    }

    /** Reads the chain; the number is bounded by the file's size even when the file says more. */
    static List<VersionNeed> parse(ElfBytes from, long start, OptionalLong number, StringTable strings) {
        List<VersionNeed> needs = new ArrayList<>();
        long most = Math.min(number.orElse(Long.MAX_VALUE), from.size() / SIZE);
        long at = start;
        for (long i = 0; i < most; i++) {
            int count = from.u16(at + 2, NEED);
            String library = strings.at(from.u32(at + 4, NEED), "vn_file");
            needs.add(new VersionNeed(library, versions(from, at + from.u32(at + 8, NEED), count, strings)));
            long next = from.u32(at + 12, NEED);
            if (next == 0) {
                break;
            }
            at += next;
        }
        return List.copyOf(needs);
    }

    private static List<RequiredVersion> versions(ElfBytes from, long start, int count, StringTable strings) {
        List<RequiredVersion> versions = new ArrayList<>();
        long at = start;
        for (int i = 0; i < count; i++) {
            Cursor in = from.at(at, VERSION);
            long hash = in.u32();
            int flags = in.u16();
            int index = in.u16();
            versions.add(new RequiredVersion(strings.at(in.u32(), "vna_name"), index, flags, hash));
            long next = in.u32();
            if (next == 0) {
                break;
            }
            at += next;
        }
        return versions;
    }
}
