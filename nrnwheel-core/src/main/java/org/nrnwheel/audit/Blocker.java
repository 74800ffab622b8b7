package org.nrnwheel.audit;

import java.util.List;

/**
 * One reason why a wheel cannot have a platform tag.
 *
 * @param kind which kind of reason
 * @param library soname of the library that it is about; empty for reasons that are about none
 * @param what the symbol version, the instruction set level or the Python function; empty for a library
 * @param symbols symbols that need it, sorted; at most some dozens
 * @param files files that need it, sorted
 */
public record Blocker(Kind kind, String library, String what, List<String> symbols, List<String> files) {
    /** Kinds of reasons. */
    public enum Kind {
        /** A symbol version that the system's library need not have. */
        VERSION,
        /** A library that the system need not have. */
        LIBRARY,
        /** A symbol that the system's library may lack. */
        SYMBOL,
        /** An instruction set that the machine need not have. */
        ISA,
        /** A Python built with narrow Unicode. */
        UCS2,
        /** A Python built with the floating-point handler fpectl. */
        PYFPE
    }

    /**
     * Copies the lists.
     */
    public Blocker {
        symbols = List.copyOf(symbols);
        files = List.copyOf(files);
    }

    /**
     * Writes the reason.
     *
     * @return e.g. {@code GLIBC_2.27 of libm.so.6 (expf, logf), needed by demo/_x.so}
     */
    @Override
    public String toString() {
        String by = ", needed by " + String.join(", ", files);
        return switch (kind) {
            case VERSION, SYMBOL ->
                what + " of " + library + (symbols.isEmpty() ? "" : " (" + String.join(", ", symbols) + ")") + by;
            case LIBRARY -> library + by;
            case ISA, UCS2, PYFPE -> what + by;
        };
    }
}
