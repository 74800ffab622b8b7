package org.nrnwheel.pypi;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes wheels that hold little, and are sound. */
public final class SmallWheels {
    private SmallWheels() {}

    /** Many versions of one project. */
    static List<Path> many(Path directory, int count) throws IOException {
        List<Path> wheels = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            wheels.add(write(directory, "sample", "1." + i, "content " + i));
        }
        return wheels;
    }

    /** Writes a wheel for every platform. */
    public static Path write(Path directory, String name, String version, String content, String... metadata)
            throws IOException {
        return writeWith(directory, "2.1", name, version, content, metadata);
    }

    static Path writeWith(
            Path directory, String metadataVersion, String name, String version, String content, String... metadata)
            throws IOException {
        String info = name + "-" + version + ".dist-info/";
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(name + ".py", content);
        entries.put(
                info + "METADATA",
                "Metadata-Version: " + metadataVersion + "\nName: " + name + "\nVersion: " + version + "\n"
                        + String.join("\n", metadata));
        entries.put(info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        entries.put(info + "RECORD", record(entries, info));
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

    private static String record(Map<String, String> entries, String info) {
        StringBuilder lines = new StringBuilder();
        entries.forEach((name, content) -> {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            String digest = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(bytes));
            lines.append(name)
                    .append(",sha256=")
                    .append(digest)
                    .append(',')
                    .append(bytes.length)
                    .append('\n');
        });
        return lines.append(info).append("RECORD,,\n").toString();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
