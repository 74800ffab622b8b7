package org.nrnwheel;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.nrnwheel.testing.Dependencies;
import org.nrnwheel.testing.TestEnvironment;

/**
 * What is asked of a test: pure data.
 *
 * @param python what the user wrote for the Python
 * @param target what is tested
 * @param suite the suite by name
 * @param constraints a pip constraints file
 * @param recipeConstraints whether the versions are held to those that builds of this version use
 * @param source the source tree
 * @param testCommand a line of a shell that runs the project's own tests; nothing: what its {@code pyproject.toml} says
 * @param environment where the wheel is installed
 * @param defaultIndexToo whether dependencies may come from this machine's index besides the one named
 * @param choice which versions of the dependencies
 */
record TestSettings(
        String python,
        Optional<TestTarget> target,
        Optional<String> suite,
        Optional<Path> constraints,
        boolean recipeConstraints,
        Optional<Path> source,
        Optional<String> testCommand,
        TestEnvironment environment,
        boolean defaultIndexToo,
        VersionChoice choice) {
    static TestSettings of(String python) {
        return new TestSettings(
                python,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                TestEnvironment.VENV,
                false,
                VersionChoice.TODAY);
    }

    TestSettings with(TestTarget changed) {
        return new TestSettings(
                python,
                Optional.of(changed),
                suite,
                constraints,
                recipeConstraints,
                source,
                testCommand,
                environment,
                defaultIndexToo,
                choice);
    }

    TestSettings withSuite(String name) {
        return new TestSettings(
                python,
                target,
                Optional.of(name),
                constraints,
                recipeConstraints,
                source,
                testCommand,
                environment,
                defaultIndexToo,
                choice);
    }

    TestSettings withConstraints(Path file) {
        return new TestSettings(
                python,
                target,
                suite,
                Optional.of(file),
                recipeConstraints,
                source,
                testCommand,
                environment,
                defaultIndexToo,
                choice);
    }

    TestSettings withRecipeConstraints() {
        return new TestSettings(
                python, target, suite, constraints, true, source, testCommand, environment, defaultIndexToo, choice);
    }

    TestSettings withSource(Path tree) {
        return new TestSettings(
                python,
                target,
                suite,
                constraints,
                recipeConstraints,
                Optional.of(tree),
                testCommand,
                environment,
                defaultIndexToo,
                choice);
    }

    TestSettings withEnvironment(TestEnvironment changed) {
        return new TestSettings(
                python,
                target,
                suite,
                constraints,
                recipeConstraints,
                source,
                testCommand,
                changed,
                defaultIndexToo,
                choice);
    }

    TestSettings withDefaultIndexToo() {
        return new TestSettings(
                python, target, suite, constraints, recipeConstraints, source, testCommand, environment, true, choice);
    }

    TestSettings withTestCommand(String line) {
        return new TestSettings(
                python,
                target,
                suite,
                constraints,
                recipeConstraints,
                source,
                Optional.of(line),
                environment,
                defaultIndexToo,
                choice);
    }

    TestSettings withChoice(VersionChoice changed) {
        return new TestSettings(
                python,
                target,
                suite,
                constraints,
                recipeConstraints,
                source,
                testCommand,
                environment,
                defaultIndexToo,
                changed);
    }

    TestSettings withDependencies(Dependencies changed) {
        return withChoice(choice.with(changed));
    }

    TestSettings withPin(String line) {
        return withChoice(choice.withPin(line));
    }

    TestSettings withOnly(Set<String> names) {
        return withChoice(choice.withOnly(names));
    }
}
