package org.nrnwheel.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.TestStep;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.request.InvalidRequestException;

/** Chooses the site of a test. */
record Sites(Bench bench, Layout layout, TestStep step, boolean ownSystem) {
    /** Prefixes that belong to the distribution, not to a Python: a copy would be of all of the system. */
    private static final List<String> SHARED = List.of("/", "/usr", "/usr/local");

    /**
     * Chooses the site, which may ask the interpreter.
     *
     * @throws InvalidRequestException when this place cannot be had here
     */
    Site choose(TestEnvironment environment) throws InterruptedException {
        VirtualSite virtual = new VirtualSite(step.interpreter(), step.uv(), layout.venv());
        if (environment == TestEnvironment.VENV) {
            return virtual;
        }
        Ran ran = bench.run(
                Surroundings.run(step.interpreter()),
                layout.bare(step.environment()),
                Place.of(Place.Root.WORK),
                Surroundings.timeLimit());
        if (!ran.good()) {
            // the probe of the test will say what is wrong with the interpreter
            return virtual;
        }
        Surroundings found = Surroundings.read(ran.lines());
        return switch (environment) {
            case VENV -> virtual;
            case READONLY -> readonly(virtual, found);
            case USER -> user(found);
            case TARGET -> target(found);
            case SYSTEM -> ownSystem ? system(found) : copied(found);
        };
    }

    private Site readonly(VirtualSite virtual, Surroundings found) {
        if (found.root() && !found.setpriv()) {
            throw new InvalidRequestException(
                    "the checks would run as root, who may write everywhere, and setpriv is not on PATH",
                    "Test as another user, or install setpriv (util-linux).");
        }
        return new ReadonlySite(virtual, found.root());
    }

    private Site user(Surroundings found) {
        return pip(
                given(),
                found,
                layout.home().resolve(".local"),
                List.of(),
                Words.of("--user"),
                Map.of("PYTHONNOUSERSITE", new Text("")));
    }

    private Site target(Surroundings found) {
        Place directory = layout.base().resolve("target");
        return pip(
                given(), found, directory, List.of(), Words.of("--target", directory), Map.of("PYTHONPATH", directory));
    }

    private Site system(Surroundings found) {
        String root = found.scripts().replaceFirst("/[^/]+$", "");
        return pip(given(), found, Place.system(root), List.of(), List.of(), Map.of());
    }

    private Site copied(Surroundings found) {
        if (SHARED.contains(found.prefix()) || !found.executable().startsWith(found.prefix() + "/")) {
            throw new InvalidRequestException(
                    "the Python " + step.interpreter() + " is this system's own (" + found.prefix()
                            + "), which a test must not change",
                    "Test in a container (--on container), or name a Python that has a directory of its own, such as"
                            + " one of pyenv or uv, which is copied for the test.");
        }
        Place copy = layout.base().resolve("system");
        Place python = copy.resolve(found.executable().substring(found.prefix().length() + 1));
        List<Value> copying = Words.of("cp", "-a", "--reflink=auto", Place.system(found.prefix()), copy);
        return pip(
                python,
                found,
                copy,
                List.of(copying),
                List.of(),
                // a Python that finds its library by an absolute path would run the original's
                Map.of("LD_LIBRARY_PATH", copy.resolve("lib")));
    }

    private Site pip(
            Place python,
            Surroundings found,
            Place root,
            List<List<Value>> before,
            List<Value> options,
            Map<String, Value> variables) {
        Optional<Place> helper =
                found.pip() ? Optional.empty() : Optional.of(layout.base().resolve("pip"));
        return new PipSite(python, helper, step.uv(), root, before, options, variables);
    }

    private Place given() {
        return Place.system(step.interpreter());
    }
}
