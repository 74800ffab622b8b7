package org.nrnwheel.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What of a repository a build can see, by gitrepository-layout(5): HEAD, its commit, the tags. */
final class GitState {
    private static final String LINK = "gitdir:";
    private static final String SYMBOLIC = "ref:";
    private static final String TAGS = "refs/tags/";

    private final Path directory;
    private final Path common;

    private GitState(Path directory, Path common) {
        this.directory = directory;
        this.common = common;
    }

    /**
     * Describes a repository, one fact a line.
     *
     * @param git the directory {@code .git}, or the file of that name that a submodule or a worktree has
     */
    static List<String> lines(Path git) throws IOException {
        Path directory = Files.isDirectory(git) ? git : linked(git);
        String common = text(directory.resolve("commondir"));
        return new GitState(directory, directory.resolve(common.isEmpty() ? "." : common)).lines();
    }

    private static Path linked(Path file) throws IOException {
        String text = text(file);
        Path parent = file.toAbsolutePath().getParent();
        return text.startsWith(LINK) && parent != null
                ? parent.resolve(text.substring(LINK.length()).strip())
                : file;
    }

    private List<String> lines() throws IOException {
        Map<String, String> refs = packed();
        addLoose(refs);
        String head = text(directory.resolve("HEAD"));
        List<String> lines = new ArrayList<>();
        lines.add(head);
        if (head.startsWith(SYMBOLIC)) {
            String name = head.substring(SYMBOLIC.length()).strip();
            String loose = text(common.resolve(name));
            lines.add(loose.isEmpty() ? refs.getOrDefault(name, "") : loose);
        }
        refs.forEach((name, commit) -> {
            if (name.startsWith(TAGS)) {
                lines.add(name + " " + commit);
            }
        });
        return lines;
    }

    private Map<String, String> packed() throws IOException {
        Map<String, String> refs = new TreeMap<>();
        text(common.resolve("packed-refs"))
                .lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("^") && line.indexOf(' ') > 0)
                .forEach(line -> refs.put(line.substring(line.indexOf(' ') + 1), line.substring(0, line.indexOf(' '))));
        return refs;
    }

    private void addLoose(Map<String, String> refs) throws IOException {
        Path tags = common.resolve(TAGS);
        if (!Files.isDirectory(tags)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tags)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().endsWith(".lock")) {
                    refs.put(TAGS + tags.relativize(file), text(file));
                }
            }
        }
    }

    private static String text(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
    }
}
