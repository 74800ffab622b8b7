package org.nrnwheel.testing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.plan.Value;

/**
 * Which versions of its dependencies a wheel is tried with. Immutable.
 *
 * @param oldest whether those that it names itself are the oldest that it allows and that there are wheels of
 * @param asOf a day after whose end nothing had been published, as far as the index says when things were
 */
public record Dependencies(boolean oldest, Optional<LocalDate> asOf) {
    /** The newest, as a user of today gets them. */
    public static final Dependencies NEWEST = new Dependencies(false, Optional.empty());

    /** Whether only uv can choose them so. */
    boolean needsUv() {
        return oldest || asOf.isPresent();
    }

    /** What a report calls them. */
    String word(boolean constrained) {
        String day = asOf.map(date -> "as of " + date).orElse("");
        String versions = oldest ? "oldest" : constrained ? "constrained" : "newest";
        return day.isEmpty() ? versions : oldest || constrained ? versions + " " + day : day;
    }

    /** Options and requirements for uv's install. */
    List<Value> arguments(List<String> requirements) {
        List<Value> arguments = new ArrayList<>();
        asOf.ifPresent(day -> arguments.addAll(
                Words.of("--exclude-newer", day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC))));
        if (oldest) {
            // an ancient source distribution says more of compilers than of the wheel
            arguments.addAll(Words.of("--resolution", "lowest-direct", "--only-binary", ":all:"));
            // what a wheel requires is not direct until it is asked for
            arguments.addAll(Words.of(requirements.toArray()));
        }
        return arguments;
    }
}
