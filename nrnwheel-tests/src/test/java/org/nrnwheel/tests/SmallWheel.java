package org.nrnwheel.tests;

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

/** A pure Python wheel that a test makes up. Immutable. */
record SmallWheel(String name, Map<String, String> members) {
    SmallWheel {
        members = Map.copyOf(members);
    }

    static SmallWheel named(String name) {
        return new SmallWheel(name, Map.of())
                .with(name + "-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0\n")
                .with(
                        name + "-1.0.dist-info/WHEEL",
                        "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
    }

    SmallWheel with(String member, String content) {
        Map<String, String> more = new TreeMap<>(members);
        more.put(member, content);
        return new SmallWheel(name, more);
    }

    SmallWheel requiring(String requirement) {
        String metadata = name + "-1.0.dist-info/METADATA";
        return with(metadata, members.get(metadata) + "Requires-Dist: " + requirement + "\n");
    }

    SmallWheel withScript(String script, String entry) {
        return with(name + "-1.0.dist-info/entry_points.txt", "[console_scripts]\n" + script + " = " + entry + "\n");
    }

    Path write(Path directory) throws IOException {
        Path file = directory.resolve(name + "-1.0-py3-none-any.whl");
        Map<String, String> all = new TreeMap<>(members);
        String record = name + "-1.0.dist-info/RECORD";
        StringBuilder lines = new StringBuilder();
        members.forEach((member, content) -> lines.append(line(member, content)));
        all.put(record, lines + record + ",,\n");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> member : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private static String line(String member, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
            return member + ",sha256=" + hash + "," + bytes.length + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
