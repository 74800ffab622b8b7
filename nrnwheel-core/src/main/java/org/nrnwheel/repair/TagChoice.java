package org.nrnwheel.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.nrnwheel.audit.Verdict;
import org.nrnwheel.policy.Policies;
import org.nrnwheel.policy.Policy;

/** Chooses the platform tags of a repaired wheel: what its own files allow, and what the grafted libraries do. */
final class TagChoice {
    private final String wheel;
    private final Verdict verdict;
    private final Policies policies;
    private final Closure closure;
    private final RepairOptions options;

    TagChoice(String wheel, Verdict verdict, Policies policies, Closure closure, RepairOptions options) {
        this.wheel = wheel;
        this.verdict = verdict;
        this.policies = policies;
        this.closure = closure;
        this.options = options;
    }

    /**
     * What was chosen.
     *
     * @param policy which decides what is grafted
     * @param libraries what is grafted
     * @param tags platform tags, sorted
     */
    record Choice(Policy policy, Closure.Result libraries, List<String> tags) {}

    Choice choose() {
        return options.platformTag().isPresent()
                ? requested(options.platformTag().get())
                : best();
    }

    private Choice best() {
        Optional<RepairFailedException> last = Optional.empty();
        for (Policy policy : policies.all()) {
            Optional<RepairFailedException> problem = problem(policy);
            if (problem.isEmpty()) {
                return choice(policy, policy.tags().stream());
            }
            last = policy.isLinux() ? last : problem;
        }
        throw last.orElseThrow(() -> failed("no platform tag is known for it", "Report this."));
    }

    private Choice requested(String tag) {
        Policy policy = policies.find(tag)
                .orElseThrow(() -> failed("there is no platform tag " + tag + " for it", "Name one that there is."));
        Optional<RepairFailedException> problem = problem(policy);
        if (problem.isPresent()) {
            throw problem.get();
        }
        Set<String> grafted = closure.of(policy).located().keySet();
        Stream<String> better = policies.all().stream()
                .filter(other -> !options.exact() && other.compareTo(policy) > 0)
                .filter(other -> problem(other).isEmpty()
                        && grafted.containsAll(closure.of(other).located().keySet()))
                .findFirst()
                .stream()
                .flatMap(other -> other.tags().stream());
        Stream<String> asked = options.exact() ? Stream.of(tag) : policy.tags().stream();
        return choice(policy, Stream.concat(better, asked));
    }

    private Choice choice(Policy policy, Stream<String> tags) {
        return new Choice(policy, closure.of(policy), List.copyOf(new TreeSet<>(tags.toList())));
    }

    /** Why the wheel cannot have a tag, if it cannot. */
    private Optional<RepairFailedException> problem(Policy policy) {
        if (policy.isLinux()) {
            return options.platformTag().isPresent() ? Optional.empty() : Optional.of(refused());
        }
        List<String> above = new ArrayList<>();
        limit(policy, verdict.bySymbols(), "symbol versions").ifPresent(above::add);
        limit(policy, verdict.byBlockedSymbols(), "symbols that are not allowed")
                .ifPresent(above::add);
        limit(policy, verdict.byIsa(), "instructions that not every processor has")
                .ifPresent(above::add);
        if (verdict.ucs2() || verdict.pyfpe()) {
            above.add("it was built for a Python with " + (verdict.ucs2() ? "UCS-2" : "PyFPE"));
        }
        if (!above.isEmpty()) {
            String remedy = "Build on a system with an older C library, or ask for a newer platform tag.";
            return Optional.of(failed("it cannot be " + policy.tag() + ": " + String.join("; ", above), remedy));
        }
        Closure.Result libraries = closure.of(policy);
        return libraries.missing().isEmpty() ? tooNew(policy, libraries) : Optional.of(missing(libraries));
    }

    private Optional<String> limit(Policy policy, String tag, String why) {
        return policies.find(tag)
                .filter(limit -> policy.compareTo(limit) > 0)
                .map(limit -> "it has " + why + " for " + tag + " at best");
    }

    private RepairFailedException missing(Closure.Result libraries) {
        return failed(
                "these libraries could not be located: " + String.join(", ", libraries.missing()),
                "Say where they are, or exclude them if the wheel's users bring their own.");
    }

    private Optional<RepairFailedException> tooNew(Policy policy, Closure.Result libraries) {
        for (Located library : libraries.located().values()) {
            Optional<String> version = library.versions().stream()
                    .filter(need -> !libraries.located().containsKey(need.library()))
                    .flatMap(need -> need.versions().stream())
                    .map(need -> need.name())
                    .filter(name -> !policy.allowsVersion(name))
                    .findFirst();
            if (version.isPresent()) {
                return Optional.of(failed(
                        "it cannot be " + policy.tag() + ": "
                                + library.library().path() + " needs " + version.get(),
                        "Take that library from an older system, or exclude it."));
            }
        }
        return Optional.empty();
    }

    private RepairFailedException refused() {
        return failed("no manylinux or musllinux tag fits it", "Ask for the platform tag linux, or for none.");
    }

    private RepairFailedException failed(String problem, String remedy) {
        return new RepairFailedException(wheel + " cannot be repaired: " + problem, remedy, null);
    }
}
