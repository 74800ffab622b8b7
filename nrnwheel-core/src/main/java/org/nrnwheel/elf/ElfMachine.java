package org.nrnwheel.elf;

import java.nio.ByteOrder;
import java.util.Optional;
import org.nrnwheel.tag.Architecture;

/** Which architecture of wheels a file is for: machine, class, byte order and, on Arm, the calling convention. */
final class ElfMachine {
    private static final long ARM_EABI_MASK = 0xff000000L;
    private static final long ARM_EABI5 = 0x05000000L;
    private static final long ARM_HARD_FLOAT = 0x400;

    private ElfMachine() {}

    static Optional<Architecture> architecture(ElfHeader header) {
        boolean wide = header.identification().wide();
        boolean little = header.identification().order() == ByteOrder.LITTLE_ENDIAN;
        return switch (header.machine()) {
            case 3 -> when(!wide && little, Architecture.I686);
            case 21 -> when(wide && little, Architecture.PPC64LE);
            case 22 -> when(wide && !little, Architecture.S390X);
            case 40 -> when(!wide && little && isHardFloat(header.flags()), Architecture.ARMV7L);
            case 62 -> when(wide && little, Architecture.X86_64);
            case 183 -> when(wide && little, Architecture.AARCH64);
            case 243 -> when(wide && little, Architecture.RISCV64);
            case 258 -> when(wide && little, Architecture.LOONGARCH64);
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
