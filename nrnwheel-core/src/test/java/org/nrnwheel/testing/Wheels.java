package org.nrnwheel.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nrnwheel.tag.WheelName;

/** Makes small wheel files: pairs of a member's name and its content. */
final class Wheels {
    private Wheels() {}

    static Path write(Path file, String... members) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < members.length; i += 2) {
                zip.putNextEntry(new ZipEntry(members[i]));
                zip.write(members[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    /** Makes a wheel that an audit finds nothing wrong with: the members with the metadata that the file's name asks for. */
    static Path good(Path file, String... members) throws IOException {
        WheelName name = WheelName.parse(String.valueOf(file.getFileName()));
        String info = name.distribution() + "-" + name.version() + ".dist-info/";
        List<String> all = new ArrayList<>(List.of(members));
        all.addAll(List.of(
                info + "METADATA",
                "Metadata-Version: 2.1\nName: " + name.distribution() + "\nVersion: " + name.version() + "\n"));
        StringBuilder wheel = new StringBuilder("Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\n");
        name.tags().forEach(tag -> wheel.append("Tag: ").append(tag).append('\n'));
        all.addAll(List.of(info + "WHEEL", wheel.toString()));
        StringBuilder record = new StringBuilder();
        for (int i = 0; i < all.size(); i += 2) {
            byte[] content = all.get(i + 1).getBytes(StandardCharsets.UTF_8);
            record.append(all.get(i) + ",sha256=" + hash(content) + "," + content.length + "\n");
        }
        all.addAll(List.of(info + "RECORD", record + info + "RECORD,,\n"));
        return write(file, all.toArray(String[]::new));
    }

    private static String hash(byte[] content) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
