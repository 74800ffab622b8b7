package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.nrnwheel.wheel.WheelArtifact;

/** Wheels of the sample {@code slow}, each read to its end. */
final class WholeWheels {
    private static final int MEMBERS = 14;

    private WholeWheels() {}

    /** Reads every wheel to its end and returns their digests by name. */
    static Map<String, String> in(Path wheelhouse) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        if (!Files.isDirectory(wheelhouse)) {
            return digests;
        }
        try (DirectoryStream<Path> wheels = Files.newDirectoryStream(wheelhouse, "*.whl")) {
            for (Path wheel : wheels) {
                readWhole(wheel);
                digests.put(
                        wheel.getFileName().toString(), WheelArtifact.of(wheel).sha256());
            }
        }
        return digests;
    }

    private static void readWhole(Path wheel) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            assertThat(zip.size()).isEqualTo(MEMBERS);
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    assertThat((long) in.readAllBytes().length).isEqualTo(entry.getSize());
                }
            }
        }
    }
}
