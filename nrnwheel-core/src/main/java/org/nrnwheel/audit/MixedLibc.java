package org.nrnwheel.audit;

import java.util.Optional;
import org.nrnwheel.policy.Libc;

/** Files for another C library than the wheel's: they are not judged, and do not run beside the others. */
final class MixedLibc implements Check {
    @Override
    public void check(Subject subject, Findings findings) {
        for (Verdict verdict : subject.verdicts()) {
            for (ElfFacts file : subject.loadable()) {
                Libc libc = file.file().libc().orElse(verdict.libc());
                if (libc != verdict.libc() && file.file().architecture().equals(Optional.of(verdict.architecture()))) {
                    findings.warning(
                            "mixed-libc",
                            file.path(),
                            "it is for " + name(libc) + ", the wheel for " + name(verdict.libc()),
                            "Make a wheel for each C library.");
                }
            }
        }
    }

    private static String name(Libc libc) {
        return libc == Libc.GLIBC ? "glibc" : "musl";
    }
}
