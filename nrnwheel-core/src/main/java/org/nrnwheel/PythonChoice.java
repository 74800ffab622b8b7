package org.nrnwheel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.PythonSelector;

/**
 * Which interpreter the words of a user mean: a path, a name on PATH, or a selector.
 *
 * @param environment the process environment
 * @param interpreters what the machine has, best first
 * @param isHost whether that machine is this one, whose PATH is known
 */
record PythonChoice(Environment environment, List<Interpreter> interpreters, boolean isHost) {
    /**
     * Chooses an interpreter.
     *
     * @param python what the user wrote
     * @param wheel the wheel's file name: of several interpreters one with its tag is best, else the newest
     * @return the interpreter's path
     * @throws InvalidRequestException when nothing fits; the error lists what there is
     */
    String choose(String python, String wheel) {
        if (python.contains("/")) {
            return environment.workingDirectory().resolve(python).normalize().toString();
        }
        Optional<String> named = isHost ? onPath(python) : called(python);
        return named.or(() -> selected(python, wheel)).orElseThrow(() -> nothing(python));
    }

    private Optional<String> onPath(String name) {
        // pyenv's shims are scripts that choose by directory and environment: only when there is nothing better
        return environment.path().stream()
                .sorted(Comparator.comparing((Path directory) -> directory.endsWith("shims")))
                .map(directory -> directory.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .map(Path::toString)
                .findFirst();
    }

    /** On another system its inventory stands for PATH: {@code python3.11} is its Python of that version. */
    private Optional<String> called(String name) {
        return interpreters.stream()
                .filter(interpreter -> name.equals("python" + interpreter.major() + "." + interpreter.minor())
                        || name.equals("python" + interpreter.major())
                        || interpreter.executable().endsWith("/" + name))
                .map(Interpreter::executable)
                .findFirst();
    }

    private Optional<String> selected(String text, String wheel) {
        if (text.startsWith("python")) {
            return Optional.empty();
        }
        PythonSelector selector = new PythonSelector(text);
        return interpreters.stream()
                .filter(interpreter -> selector.matches(interpreter.major(), interpreter.minor()))
                .max(Comparator.comparing(
                                (Interpreter interpreter) -> wheel.contains("-" + interpreter.pythonTag() + "-"))
                        .thenComparing(FittingPython.NEWEST))
                .map(Interpreter::executable);
    }

    private InvalidRequestException nothing(String python) {
        String there = interpreters.stream()
                .map(interpreter -> interpreter.version() + " " + interpreter.executable())
                .collect(Collectors.joining(", "));
        return new InvalidRequestException(
                "no Python fits '" + python + "'",
                there.isEmpty() ? "Install a Python, or give the path of one." : "There are: " + there + ".");
    }
}
