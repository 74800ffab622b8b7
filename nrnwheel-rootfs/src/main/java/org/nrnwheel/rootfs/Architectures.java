package org.nrnwheel.rootfs;

import java.util.Map;
import java.util.Optional;
import org.nrnwheel.env.Environment;
import org.nrnwheel.tag.Architecture;

/** Architectures by the names of images, which are those of Go's {@code GOARCH}. */
final class Architectures {
    private static final Map<String, Architecture> BY_IMAGE_NAME = Map.of(
            "amd64", Architecture.X86_64,
            "arm64", Architecture.AARCH64,
            "386", Architecture.I686,
            "arm", Architecture.ARMV7L,
            "ppc64le", Architecture.PPC64LE,
            "s390x", Architecture.S390X,
            "riscv64", Architecture.RISCV64,
            "loong64", Architecture.LOONGARCH64);

    private Architectures() {}

    static Optional<Architecture> ofImage(String name) {
        return Optional.ofNullable(BY_IMAGE_NAME.get(name));
    }

    /** Returns the host's. */
    static Architecture host(Environment environment) {
        return Architecture.find(environment.property("os.arch"))
                .orElseThrow(() -> new ImageRootException(
                        "this machine is of an unknown architecture: '" + environment.property("os.arch") + "'",
                        "Name the image's architecture.",
                        null));
    }
}
