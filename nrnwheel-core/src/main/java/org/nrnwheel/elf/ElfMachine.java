package org.nrnwheel.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.nrnwheel.tag.Architecture;

/** Which architecture of wheels a file is for: machine, class, byte order and, on Arm, the calling convention. */
public final class ElfMachine {
    static final int EM_386 = 3;
    static final int EM_PPC64 = 21;
    static final int EM_S390 = 22;
    static final int EM_ARM = 40;
    static final int EM_X86_64 = 62;
    static final int EM_AARCH64 = 183;
    static final int EM_RISCV = 243;
    static final int EM_LOONGARCH = 258;
    static final int EM_ALPHA = 0x9026;

    private static final long ARM_EABI_MASK = 0xff000000L;
    private static final long ARM_EABI5 = 0x05000000L;
    private static final long ARM_HARD_FLOAT = 0x400;

    private static final int MAGIC = 0x7f454c46;
    private static final int CLASS = 4;
    private static final int ORDER = 5;
    private static final int MACHINE = 18;

    private ElfMachine() {}

    /**
     * Reads the architecture from the first 20 bytes of a file, where the calling convention is not known yet: Arm of 32 bits
     * counts as hard float.
     *
     * @param start the beginning of a file
     * @return the architecture, or nothing when it is no ELF file or none of those of wheels
     */
    public static Optional<Architecture> startOf(ByteBuffer start) {
        if (start.remaining() < MACHINE + Short.BYTES
                || start.duplicate().order(ByteOrder.BIG_ENDIAN).getInt(0) != MAGIC) {
            return Optional.empty();
        }
        boolean little = start.get(ORDER) == 1;
        int machine = Short.toUnsignedInt(start.duplicate()
                .order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .getShort(MACHINE));
        return architecture(machine, start.get(CLASS) == 2, little, ARM_EABI5 | ARM_HARD_FLOAT);
    }

    static Optional<Architecture> architecture(ElfHeader header) {
        boolean wide = header.identification().wide();
        boolean little = header.identification().order() == ByteOrder.LITTLE_ENDIAN;
        return architecture(header.machine(), wide, little, header.flags());
    }

    private static Optional<Architecture> architecture(int machine, boolean wide, boolean little, long flags) {
        return switch (machine) {
            case EM_386 -> when(!wide && little, Architecture.I686);
            case EM_PPC64 -> when(wide && little, Architecture.PPC64LE);
            case EM_S390 -> when(wide && !little, Architecture.S390X);
            case EM_ARM -> when(!wide && little && isHardFloat(flags), Architecture.ARMV7L);
            case EM_X86_64 -> when(wide && little, Architecture.X86_64);
            case EM_AARCH64 -> when(wide && little, Architecture.AARCH64);
            case EM_RISCV -> when(wide && little, Architecture.RISCV64);
            case EM_LOONGARCH -> when(wide && little, Architecture.LOONGARCH64);
            default -> Optional.empty();
        };
    }

    private static Optional<Architecture> when(boolean fits, Architecture architecture) {
        return fits ? Optional.of(architecture) : Optional.empty();
    }

    private static boolean isHardFloat(long flags) {
        return (flags & ARM_EABI_MASK) == ARM_EABI5 && (flags & ARM_HARD_FLOAT) != 0;
    }
}
