package org.nrnwheel.elf;

import org.jspecify.annotations.Nullable;
import org.nrnwheel.error.WheelException;

/** An ELF file that is damaged or truncated, or that cannot be edited; it names file, offset and field. */
public final class ElfException extends WheelException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;
    private final String field;

    /**
     * Makes the error.
     *
     * @param file the file's name
     * @param offset where in the file, in bytes; negative when it is about no one place
     * @param field which field or structure, e.g. {@code e_phoff}
     * @param problem what is wrong with it
     */
    public ElfException(String file, long offset, String field, String problem) {
        this(file, offset, field, problem, null);
    }

    private ElfException(String file, long offset, String field, String problem, @Nullable Throwable cause) {
        super(
                "invalid-elf",
                file + ": " + field + (offset < 0 ? "" : " at offset 0x" + Long.toHexString(offset)) + " " + problem,
                "Build or download the file again; if other tools read it, report it.",
                cause);
        this.file = file;
        this.offset = offset;
        this.field = field;
    }

    /**
     * Returns the file's name.
     *
     * @return as it was given to the parser
     */
    public String file() {
        return file;
    }

    /**
     * Returns where it went wrong.
     *
     * @return an offset in bytes; negative when it is about no one place
     */
    public long offset() {
        return offset;
    }

    /**
     * Returns what is wrong.
     *
     * @return the field or structure, e.g. {@code e_phoff}
     */
    public String field() {
        return field;
    }
}
