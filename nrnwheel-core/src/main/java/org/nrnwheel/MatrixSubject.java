package org.nrnwheel;

import java.nio.file.Path;
import java.util.Optional;
import org.nrnwheel.tag.WheelName;

/**
 * What a matrix tests.
 *
 * @param title names it in the report: a wheel's file name, or a requirement
 * @param words it, as a tester takes it
 * @param file the wheel; nothing when each system fetches its own
 */
record MatrixSubject(String title, String words, Optional<Path> file) {
    static MatrixSubject of(Path wheel) {
        return new MatrixSubject(String.valueOf(wheel.getFileName()), wheel.toString(), Optional.of(wheel));
    }

    Optional<WheelName> name() {
        return file.map(wheel -> WheelName.parse(title));
    }
}
