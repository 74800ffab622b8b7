package org.nrnwheel.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
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
        return write(directory, name, "1.0", more).toString();
    }

    /** One of version 1.0.0 in which nothing is wrong. */
    static Path recorded(Path directory, String name) throws IOException {
        String info = name + "-1.0.0.dist-info/";
        StringBuilder record = new StringBuilder();
        metadata(name, "1.0.0")
                .forEach((entry, content) -> record.append(entry)
                        .append(",sha256=")
                        .append(sha256(content))
                        .append(',')
                        .append(content.length())
                        .append('\n'));
        return write(
                directory,
                name,
                "1.0.0",
                Map.of(info + "RECORD", record.append(info).append("RECORD,,\n").toString()));
    }

    /** One of a version with metadata and more entries; RECORD is empty unless it is one of those. */
    static Path write(Path directory, String name, String version, Map<String, String> more) throws IOException {
        Map<String, String> entries = metadata(name, version);
        entries.put(name + "-" + version + ".dist-info/RECORD", "");
        entries.putAll(more);
        Path file = directory.resolve(name + "-" + version + "-py3-none-any.whl");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private static Map<String, String> metadata(String name, String version) {
        String info = name + "-" + version + ".dist-info/";
        return new TreeMap<>(Map.of(
                info + "METADATA",
                "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n",
                info + "WHEEL",
                "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
