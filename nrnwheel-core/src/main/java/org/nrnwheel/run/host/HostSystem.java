package org.nrnwheel.run.host;

import java.util.Locale;
import java.util.Optional;
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

    static Optional<Architecture> architecture(Environment environment) {
        Optional<Architecture> found = Architecture.find(environment.property("os.arch"));
        boolean mac = of(environment).filter(TargetSystem.MACOS::equals).isPresent();
        return mac && found.filter(Architecture.AARCH64::equals).isPresent() ? Optional.of(Architecture.ARM64) : found;
    }
}
