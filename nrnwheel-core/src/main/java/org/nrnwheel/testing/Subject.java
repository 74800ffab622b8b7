package org.nrnwheel.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Value;

/**
 * A wheel in its test environment, as a suite sees it. Immutable.
 *
 * @param distribution the distribution's name as the wheel's file name has it, e.g. {@code NEURON_nightly}
 * @param version the wheel's version
 * @param modules its top-level modules, sorted
 * @param programs its console scripts, sorted (entry points specification)
 * @param environment the directory below which it is installed, with its programs in {@code bin}
 * @param python the interpreter that sees it
 * @param inputs a directory with the suite's input files
 * @param inputNames the names of those files
 * @param machine the CPU as {@code uname -m} names it
 * @param dependencyCheck the command that says whether what is installed fits together
 * @param helpers a directory with the files of {@link TestSuite#helpers}
 * @param source the source tree or the part of it that {@link TestSuite#sourceFiles} names, when there is one
 * @param facts what the suite's {@link TestSuite#survey} found; empty before it ran
 */
public record Subject(
        String distribution,
        String version,
        List<String> modules,
        List<String> programs,
        Place environment,
        Place python,
        Place inputs,
        List<String> inputNames,
        String machine,
        List<Value> dependencyCheck,
        Place helpers,
        Optional<Place> source,
        Map<String, String> facts) {
    /**
     * Copies the lists and the map.
     */
    public Subject {
        modules = List.copyOf(modules);
        programs = List.copyOf(programs);
        inputNames = List.copyOf(inputNames);
        dependencyCheck = List.copyOf(dependencyCheck);
        facts = Map.copyOf(facts);
    }

    /**
     * Returns a program of the environment, by its own path: another one of that name cannot be run in its place.
     *
     * @param name the program; {@code python} is the interpreter
     * @return its place
     */
    public Place program(String name) {
        return name.equals("python") ? python : environment.resolve("bin/" + name);
    }

    /**
     * Returns what the survey found.
     *
     * @param name the fact's name
     * @return its value; empty when it is not known
     */
    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }

    /**
     * Returns a file of the source tree.
     *
     * @param path its path in the tree
     * @return its place, whether it is there or not
     */
    public Place sourceFile(String path) {
        return source.orElse(Place.of(Place.Root.SOURCE)).resolve(path);
    }
}
