package org.nrnwheel.plan;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.nrnwheel.tag.Architecture;

/**
 * What carries a platform's programs out: a CPU, and what its kernel hands to emulators. Immutable.
 *
 * @param architecture the CPU
 * @param emulated other CPUs whose programs are known to run, by handlers of Linux's binfmt_misc or because one ran
 */
public record Machine(Architecture architecture, Set<Architecture> emulated) {
    /**
     * Copies what can change.
     */
    public Machine {
        emulated = Collections.unmodifiableSet(new TreeSet<>(emulated));
    }

    /**
     * Makes a machine without emulators.
     *
     * @param architecture the CPU
     * @return the machine
     */
    public static Machine of(Architecture architecture) {
        return new Machine(architecture, Set.of());
    }

    /**
     * Says whether programs for a CPU run. An x86_64 kernel runs those for i686 itself.
     *
     * @param wanted the CPU
     * @return whether they do
     */
    public boolean runs(Architecture wanted) {
        return wanted == architecture
                || emulated.contains(wanted)
                || (wanted == Architecture.I686 && architecture == Architecture.X86_64);
    }

    /**
     * Makes this machine with one more CPU whose programs run.
     *
     * @param seen the CPU of a program that ran
     * @return the machine
     */
    public Machine running(Architecture seen) {
        if (runs(seen)) {
            return this;
        }
        Set<Architecture> more = new TreeSet<>(emulated);
        more.add(seen);
        return new Machine(architecture, more);
    }
}
