package org.nrnwheel;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
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

    /** Makes changed settings: {@code settings.change(draft -> draft.environment = TestEnvironment.USER)}. */
    TestSettings change(Consumer<Draft> edit) {
        Draft draft = new Draft(this);
        edit.accept(draft);
        return draft.settings();
    }

    /** A mutable copy, used within one call of {@link #change}. */
    static final class Draft {
        private final String python;
        Optional<TestTarget> target;
        Optional<String> suite;
        Optional<Path> constraints;
        boolean recipeConstraints;
        Optional<Path> source;
        Optional<String> testCommand;
        TestEnvironment environment;
        boolean defaultIndexToo;
        VersionChoice choice;

        private Draft(TestSettings from) {
            python = from.python;
            target = from.target;
            suite = from.suite;
            constraints = from.constraints;
            recipeConstraints = from.recipeConstraints;
            source = from.source;
            testCommand = from.testCommand;
            environment = from.environment;
            defaultIndexToo = from.defaultIndexToo;
            choice = from.choice;
        }

        private TestSettings settings() {
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
                    choice);
        }
    }
}
