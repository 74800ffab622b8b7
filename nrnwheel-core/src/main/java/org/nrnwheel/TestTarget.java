package org.nrnwheel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nrnwheel.request.InvalidRequestException;

/** What is tested. */
sealed interface TestTarget {
    /** A wheel file. */
    record File(Path wheel) implements TestTarget {}

    /** The wheel of a directory, as of a build's wheelhouse, that fits the Python. */
    record Wheelhouse(Path directory) implements TestTarget {}

    /**
     * A requirement, whose wheel comes from an index.
     *
     * @param requirement e.g. {@code neuron==9.0.2}
     * @param index the index; nothing: the one that this machine's pip asks
     */
    record Indexed(String requirement, Optional<IndexUrl> index) implements TestTarget {
        private static final Pattern REQUIREMENT = Pattern.compile(
                "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\\s*((?:===?|~=|!=|<=?|>=?)\\s*[A-Za-z0-9.*+!_-]+\\s*,?\\s*)*");

        /** Checks the requirement. */
        public Indexed {
            requirement = requirement.strip();
            if (!REQUIREMENT.matcher(requirement).matches()) {
                throw new InvalidRequestException(
                        "not a name and a version: '" + requirement + "'", "Write it as neuron==9.0.2.");
            }
        }

        Indexed at(IndexUrl url) {
            return new Indexed(requirement, Optional.of(url));
        }
    }

    /**
     * Reads what a user wrote: {@code FILE.whl}, {@code DIRECTORY/}, {@code NAME==VERSION}, {@code -i URL NAME==VERSION}, or
     * {@code -i URL/NAME==VERSION}, which is taken apart at its last slash.
     *
     * @throws InvalidRequestException when it is none of these; the message holds no password
     */
    static TestTarget parse(String text, Path workingDirectory) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw new InvalidRequestException("no wheel is given to test", "Name it, or NAME==VERSION.");
        }
        Matcher option =
                Pattern.compile("(?:-i|--index-url)[\\s=]*(.*)", Pattern.DOTALL).matcher(stripped);
        if (option.matches()) {
            return indexed(option.group(1).strip());
        }
        Path path = workingDirectory.resolve(stripped);
        if (Files.isDirectory(path)) {
            return new Wheelhouse(path);
        }
        boolean file = stripped.endsWith(".whl") || stripped.contains("/") || Files.exists(path);
        return file ? new File(path) : new Indexed(stripped, Optional.empty());
    }

    private static TestTarget indexed(String words) {
        Matcher spaced = Pattern.compile("(\\S+)\\s+(.+)").matcher(words);
        if (spaced.matches()) {
            return new Indexed(spaced.group(2), Optional.of(IndexUrl.parse(spaced.group(1))));
        }
        int slash = words.lastIndexOf('/');
        if (slash < 0) {
            throw new InvalidRequestException(
                    "-i is not followed by a URL and a requirement", "Write it as -i URL NAME==VERSION.");
        }
        return new Indexed(words.substring(slash + 1), Optional.of(IndexUrl.parse(words.substring(0, slash))));
    }
}
