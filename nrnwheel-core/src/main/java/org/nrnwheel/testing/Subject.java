package org.nrnwheel.testing;

import java.util.List;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Value;

/**
 * A wheel in its test environment, as a suite sees it. Immutable.
 *
 * @param distribution the distribution's name as the wheel's file name has it, e.g. {@code NEURON_nightly}
 * @param version the wheel's version
 * @param modules its top-level modules, sorted
 * @param programs its console scripts, sorted (entry points specification)
 * @param environment the virtual environment
 * @param inputs a directory with the suite's input files
 * @param inputNames the names of those files
 * @param machine the CPU as {@code uname -m} names it
 * @param dependencyCheck the command that says whether what is installed fits together
 */
public record Subject(
        String distribution,
        String version,
        List<String> modules,
        List<String> programs,
        Place environment,
        Place inputs,
        List<String> inputNames,
        String machine,
        List<Value> dependencyCheck) {
    /**
     * Copies the lists.
     */
    public Subject {
        modules = List.copyOf(modules);
        programs = List.copyOf(programs);
        inputNames = List.copyOf(inputNames);
        dependencyCheck = List.copyOf(dependencyCheck);
    }

    /**
     * Returns a program of the environment, by its own path: another one of that name cannot be run in its place.
     *
     * @param name the program
     * @return its place
     */
    public Place program(String name) {
        return environment.resolve("bin/" + name);
    }
}
