package org.nrnwheel.run.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.nrnwheel.env.Environment;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.tag.Architecture;

/** What this host is, from system properties. */
final class HostSystem {
    private HostSystem() {}

    static Optional<TargetSystem> of(Environment environment) {
        String name = environment.property("os.name").toLowerCase(Locale.ROOT);
        if (name.contains("linux")) {
            return Optional.of(TargetSystem.LINUX);
        }
        return name.contains("mac") ? Optional.of(TargetSystem.MACOS) : Optional.empty();
    }

    /** The memory of this machine, or of the control group that this JVM is in. */
    static OptionalLong memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? OptionalLong.of(system.getTotalMemorySize())
                : OptionalLong.empty();
    }

    static Optional<Architecture> architecture(Environment environment) {
        Optional<Architecture> found = Architecture.find(environment.property("os.arch"));
        boolean mac = of(environment).filter(TargetSystem.MACOS::equals).isPresent();
        return mac && found.filter(Architecture.AARCH64::equals).isPresent() ? Optional.of(Architecture.ARM64) : found;
    }
}
