package org.nrnwheel.run.host;

import java.util.Map;
import java.util.Optional;
import org.nrnwheel.tag.Architecture;

/** Architectures by the names of images, which are those of Go's {@code GOARCH} (OCI image specification, image-index.md). */
public final class ImageArchitecture {
    private static final Map<String, Architecture> BY_NAME = Map.of(
            "amd64", Architecture.X86_64,
            "arm64", Architecture.AARCH64,
            "386", Architecture.I686,
            "arm", Architecture.ARMV7L,
            "ppc64le", Architecture.PPC64LE,
            "s390x", Architecture.S390X,
            "riscv64", Architecture.RISCV64,
            "loong64", Architecture.LOONGARCH64);

    private ImageArchitecture() {}

    /**
     * Finds an architecture.
     *
     * @param name what an image calls it
     * @return the architecture, or nothing when wheels are not made for it
     */
    public static Optional<Architecture> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * Writes the platform of images.
     *
     * @param cpu the architecture
     * @return e.g. {@code linux/arm64}
     */
    public static String platform(Architecture cpu) {
        return switch (cpu) {
            case ARM64 -> "linux/arm64";
            case ARMV7L -> "linux/arm/v7";
            default ->
                "linux/"
                        + BY_NAME.entrySet().stream()
                                .filter(entry -> entry.getValue() == cpu)
                                .map(Map.Entry::getKey)
                                .findFirst()
                                .orElse(cpu.token());
        };
    }
}
