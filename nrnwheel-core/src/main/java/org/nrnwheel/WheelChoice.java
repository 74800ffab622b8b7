package org.nrnwheel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.tag.Tag;
import org.nrnwheel.tag.WheelName;

/** Chooses the wheel of a directory that fits a Python. Stateless. */
final class WheelChoice {
    private WheelChoice() {}

    /**
     * Chooses a wheel: of those whose tags fit the newest version, of its wheels the one made for this very Python.
     *
     * @throws InvalidRequestException when none fits, or wheels of several projects do
     */
    static Path choose(Path directory, Interpreter python) {
        List<Path> all = wheels(directory);
        List<Path> fitting =
                all.stream().filter(file -> rank(name(file), python) > 0).toList();
        List<String> projects =
                fitting.stream().map(file -> name(file).project()).distinct().toList();
        if (projects.size() > 1) {
            throw new InvalidRequestException(
                    directory + " has wheels of " + String.join(", ", projects), "Name the wheel.");
        }
        return fitting.stream()
                .max(Comparator.comparing((Path file) -> name(file).parsedVersion())
                        .thenComparing(file -> rank(name(file), python))
                        .thenComparing(Path::toString))
                .orElseThrow(() -> new InvalidRequestException(
                        "no wheel in " + directory + " fits Python " + python.version() + " (" + python.executable()
                                + ")",
                        all.isEmpty()
                                ? "Give a directory with wheels."
                                : "There are: "
                                        + String.join(
                                                ", ",
                                                all.stream()
                                                        .map(file -> name(file).fileName())
                                                        .toList())
                                        + "."));
    }

    /** Returns the wheels of a directory, by name. */
    static List<Path> wheels(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(WheelChoice::isWheel).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    private static boolean isWheel(Path file) {
        try {
            name(file);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static WheelName name(Path file) {
        return WheelName.parse(String.valueOf(file.getFileName()));
    }

    /** How well a wheel fits: 0 not at all, 3 when it was made for this Python. */
    static int rank(WheelName name, Interpreter python) {
        return name.tags().stream().mapToInt(tag -> rank(tag, python)).max().orElse(0);
    }

    private static int rank(Tag tag, Interpreter python) {
        boolean machine = tag.isAnyPlatform()
                || tag.platform().endsWith("_" + python.architecture().token())
                || tag.platform().endsWith("universal2");
        if (!machine) {
            return 0;
        } else if (tag.python().equals(python.pythonTag())
                && (tag.abi().equals(python.abiTag()) || tag.abi().equals("none"))) {
            return 3;
        } else if (tag.abi().equals("abi3") && minor(tag.python()) <= python.minor()) {
            return 2;
        }
        boolean generic = tag.abi().equals("none") && tag.python().matches("py" + python.major() + "(\\d+)?");
        return generic && minor(tag.python()) <= python.minor() ? 1 : 0;
    }

    /** The minor version in a tag such as {@code cp39} or {@code py3}. */
    private static int minor(String tag) {
        String digits = tag.replaceFirst("^[a-z]+\\d", "");
        return digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : 0;
    }
}
