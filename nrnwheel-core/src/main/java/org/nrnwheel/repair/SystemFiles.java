package org.nrnwheel.repair;

import java.util.List;
import java.util.Optional;

/** Reads text files of a system, wherever it is. */
interface SystemFiles {
    /** Returns a file's text, or nothing when there is none. */
    Optional<String> read(String path);

    /** Returns the paths of a directory's files that match a pattern, sorted. */
    List<String> list(String directory, String glob);
}
