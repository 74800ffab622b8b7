package org.nrnwheel.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes small wheels without native files. */
final class PureWheel {
    private PureWheel() {}

    /** One with metadata and an empty RECORD. */
    static String write(Path directory, String name) throws IOException {
        return write(directory, name, Map.of(name + "-1.0.dist-info/RECORD", ""));
    }

    /** One with metadata and more entries. */
    static String write(Path directory, String name, Map<String, String> more) throws IOException {
        String info = name + "-1.0.dist-info/";
        Map<String, String> entries = new TreeMap<>(Map.of(
                info + "METADATA",
                "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0\n",
                info + "WHEEL",
                "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"));
        entries.putAll(more);
        Path file = directory.resolve(name + "-1.0-py3-none-any.whl");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file.toString();
    }
}
