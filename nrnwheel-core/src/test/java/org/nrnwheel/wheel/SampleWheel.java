package org.nrnwheel.wheel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nrnwheel.tag.Tag;
import org.nrnwheel.tag.WheelName;

/** Writes small wheels for tests, valid ones or, entry by entry, others. */
public final class SampleWheel {
    private final WheelName name;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    public SampleWheel(String fileName) {
        this.name = WheelName.parse(fileName);
    }

    public static SampleWheel valid(String fileName) {
        String module = WheelName.parse(fileName).distribution();
        return described(new SampleWheel(fileName).with(module + "/__init__.py", "VALUE = 42\n"));
    }

    /** One with the metadata that the file's name asks for, and nothing else. */
    public static SampleWheel described(String fileName) {
        return described(new SampleWheel(fileName));
    }

    private static SampleWheel described(SampleWheel wheel) {
        return wheel.with(wheel.distInfo() + "/METADATA", wheel.metadata(">=3.8"))
                .with(wheel.distInfo() + "/WHEEL", wheel.wheelMetadata());
    }

    public SampleWheel with(String entry, String text) {
        return with(entry, text.getBytes(StandardCharsets.UTF_8));
    }

    public SampleWheel with(String entry, byte[] bytes) {
        entries.put(entry, bytes);
        return this;
    }

    public String distInfo() {
        return name.distribution() + "-" + name.version() + ".dist-info";
    }

    public String metadata(String requiresPython) {
        return "Metadata-Version: 2.1\nName: " + name.distribution() + "\nVersion: " + name.version()
                + "\nRequires-Python: " + requiresPython + "\n\nText\n";
    }

    /** Writes the wheel with a RECORD that fits. */
    public Path writeTo(Path directory) throws IOException {
        String record = distInfo() + "/RECORD";
        StringBuilder lines = new StringBuilder();
        entries.forEach((entry, bytes) -> lines.append(line(entry, bytes)));
        return with(record, lines + record + ",,\n").writeRawTo(directory);
    }

    /** Writes the entries and nothing else. */
    public Path writeRawTo(Path directory) throws IOException {
        Path file = Files.createDirectories(directory).resolve(name.fileName());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(entry(entry.getKey(), entry.getValue()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    /** Its sizes are known: otherwise they come after the bytes, which PyPI refuses. */
    private static ZipEntry entry(String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(deflated, new Deflater(-1, true))) {
            out.write(bytes);
        }
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(1_000_000_000_000L);
        entry.setSize(bytes.length);
        entry.setCompressedSize(deflated.size());
        entry.setCrc(crc.getValue());
        return entry;
    }

    private static String line(String entry, byte[] bytes) {
        String path = entry.contains(",") ? "\"" + entry + "\"" : entry;
        return path + ",sha256=" + sha256(bytes) + "," + bytes.length + "\n";
    }

    private static String sha256(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private String wheelMetadata() {
        StringBuilder text =
                new StringBuilder("Wheel-Version: 1.0\nGenerator: sample\nRoot-Is-Purelib: " + name.isPure() + "\n");
        for (Tag tag : name.tags()) {
            text.append("Tag: ").append(tag).append('\n');
        }
        return text.toString();
    }
}
