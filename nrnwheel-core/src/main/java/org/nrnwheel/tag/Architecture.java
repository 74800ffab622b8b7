package org.nrnwheel.tag;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** CPU architectures, by the names that platform tags use (PEP 600, PEP 656, macOS). Immutable. */
public enum Architecture {
    /** 64-bit x86. */
    X86_64("x86_64"),
    /** 64-bit Arm as Linux calls it. */
    AARCH64("aarch64"),
    /** 64-bit Arm as macOS calls it. */
    ARM64("arm64"),
    /** 32-bit x86. */
    I686("i686"),
    /** 32-bit Arm, hard float. */
    ARMV7L("armv7l"),
    /** 64-bit POWER, little endian. */
    PPC64LE("ppc64le"),
    /** 64-bit z/Architecture. */
    S390X("s390x"),
    /** 64-bit RISC-V. */
    RISCV64("riscv64"),
    /** 64-bit LoongArch. */
    LOONGARCH64("loongarch64"),
    /** Both x86_64 and arm64 in one file, on macOS. */
    UNIVERSAL2("universal2");

    private final String token;

    Architecture(String token) {
        this.token = token;
    }

    /**
     * Returns the name in platform tags.
     *
     * @return e.g. {@code x86_64}
     */
    public String token() {
        return token;
    }

    /**
     * Finds an architecture by its name in platform tags or by Java's name for it ({@code amd64}).
     *
     * @param name the name, in any case
     * @return the architecture, or nothing when it is none of these
     */
    public static Optional<Architecture> find(String name) {
        String wanted = name.toLowerCase(Locale.ROOT).replace("amd64", "x86_64");
        return Stream.of(values()).filter(a -> a.token.equals(wanted)).findFirst();
    }

    @Override
    public String toString() {
        return token;
    }
}
