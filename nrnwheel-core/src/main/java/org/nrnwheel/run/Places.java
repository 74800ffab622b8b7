package org.nrnwheel.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.FileEntry;
import org.nrnwheel.platform.Workspace;

/** Looks at single files of a workspace. */
final class Places {
    private Places() {}

    static Place directory(Place file) {
        int slash = file.relative().lastIndexOf('/');
        return new Place(file.root(), slash < 0 ? "" : file.relative().substring(0, slash));
    }

    static String name(Place file) {
        return file.relative().substring(file.relative().lastIndexOf('/') + 1);
    }

    static boolean exists(Workspace workspace, Place file) {
        return workspace.list(directory(file), name(file)).stream()
                .anyMatch(entry -> entry.name().equals(name(file)));
    }

    /** Reads the lines of those text files that a directory has, by their names. */
    static Map<String, List<String>> lines(Workspace workspace, Place directory, Set<String> names, Path temporary)
            throws IOException {
        Map<String, List<String>> found = new TreeMap<>();
        for (FileEntry entry : workspace.list(directory, "*")) {
            if (names.contains(entry.name())) {
                found.put(entry.name(), lines(workspace, entry.place(), temporary));
            }
        }
        return found;
    }

    private static List<String> lines(Workspace workspace, Place file, Path temporary) throws IOException {
        Path copy = Files.createTempFile(temporary, "nrnwheel-", ".txt");
        try {
            workspace.copyOut(file, copy);
            return Files.readAllLines(copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
