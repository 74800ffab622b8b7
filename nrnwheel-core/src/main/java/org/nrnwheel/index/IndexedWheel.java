package org.nrnwheel.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.nrnwheel.tag.Version;
import org.nrnwheel.tag.WheelName;
import org.nrnwheel.wheel.CoreMetadata;
import org.nrnwheel.wheel.WheelArtifact;
import org.nrnwheel.wheel.WheelFile;

/** What an index says of a wheel. */
record IndexedWheel(WheelArtifact artifact, Version version, CoreMetadata metadata) {
    /** By version, then by name: the order of pages does not depend on the file system. */
    static final Comparator<IndexedWheel> ORDER =
            Comparator.comparing(IndexedWheel::version).thenComparing(IndexedWheel::fileName);

    /** Reads a wheel. */
    static IndexedWheel of(Path file) throws IOException {
        WheelArtifact artifact = WheelArtifact.of(file);
        try (WheelFile wheel = WheelFile.open(file)) {
            return new IndexedWheel(artifact, wheel.name().parsedVersion(), wheel.metadata());
        }
    }

    String fileName() {
        return artifact.fileName();
    }

    /** The file's name in a URL: a local version's plus sign would be read as a blank by some servers. */
    String url() {
        return fileName().replace("+", "%2B");
    }

    String project() {
        return WheelName.normalize(metadata.name());
    }

    Optional<String> requiresPython() {
        return metadata.requiresPython();
    }
}
